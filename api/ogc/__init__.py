"""OGC API - Features over the layers of districts."""
