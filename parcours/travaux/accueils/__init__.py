"""The blocks that the homes show of this wing, a module per room."""
