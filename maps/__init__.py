"""How does a person see it? Styles, legends, maps and their offline assets."""
