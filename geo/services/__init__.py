"""What a station does, for whom, and when: which stations count for a question."""
