"""Vector tiles of the layers of districts."""
