"""The closed set of checks that rules are made of, computed for many sites at once."""
