"""Siting rules as dated data: packs of rules, local numbers on top, and the words they use."""
