"""Making a district from raw sources by a recipe. Begin at `data.builder.build`."""
