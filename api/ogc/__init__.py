"""A district's layers as OGC API - Features: what QGIS, SuperMap and ArcGIS read as they are."""
