"""What the agenda of a person holds, room by room: each source says what she may see now."""
