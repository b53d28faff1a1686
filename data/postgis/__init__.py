"""A district as a PostGIS schema: the same tables as in its GeoPackage."""
