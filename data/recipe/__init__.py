"""Recipes: what a district is made of, as an office writes it down."""
