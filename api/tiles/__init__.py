"""A district's layers as vector tiles (MVT 2.1 in the Web Mercator grid)."""
