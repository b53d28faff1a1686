"""What follows from a district? Streets, reach, coverage. Pure: layers in, frozen results out."""
