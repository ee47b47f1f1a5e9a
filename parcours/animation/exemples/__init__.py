"""What the demonstration shows of this wing, a module per room: neither imported nor shipped in
production."""
