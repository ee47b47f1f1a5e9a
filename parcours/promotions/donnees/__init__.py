"""The nature of each field of this app's models, room by room."""
