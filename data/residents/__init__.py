"""People known only in sum, spread over where they live."""
