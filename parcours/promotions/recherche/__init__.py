"""What the search finds, a module per room."""
