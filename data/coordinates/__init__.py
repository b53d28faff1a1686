"""What coordinates mean: datums, shifted ones too, and how they become a district's metres."""
