"""What the command line and the service write: documents, tables, GeoPackages and maps."""
