"""勘: which rules bind an undertaking at a site, what each finds, and what follows."""
