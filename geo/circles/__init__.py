"""Circles, the picture of reach: streets reached within a limit, and the area beside them."""
