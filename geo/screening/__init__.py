"""选址筛查: a whole district divided by what a survey would say at every point of it."""
