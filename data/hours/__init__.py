"""Opening hours: how they are read, the Chinese working calendar, and what a notice board says."""
