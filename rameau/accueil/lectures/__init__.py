"""What computes without writing: composed pages, previews; a module per room."""
