"""Districts that the service holds: their files, versions, and those that are open."""
