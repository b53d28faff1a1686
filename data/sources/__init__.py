"""Raw files as they come: one reader a format behind one small interface (`raw`)."""
