"""The command line `quankan`."""
