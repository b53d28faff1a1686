"""What is a district? Formats, coordinate systems, standard layers and the demo district."""
