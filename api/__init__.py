"""How does a person or a program get in? The command line and what it writes."""
