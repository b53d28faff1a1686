"""What a careful colleague would say about a district before anyone counts with it."""
