"""What each check found at one site, told in full: numbers, names, shapes, and what would help."""
