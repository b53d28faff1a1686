"""Trying rules on cases: a toy district, what a rule comes to in it, and altered rules."""
