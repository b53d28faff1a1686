"""Streets: from ways and plain lines to a network whose junctions are the real ones."""
