"""From what somebody names to a site: its place in the district, its outline, its doors."""
