"""勘, from what a person asks to what is handed back: surveys, screenings, comparisons."""
