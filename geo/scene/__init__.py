"""What lies around sites, and how well it is known, made ready for checks."""
