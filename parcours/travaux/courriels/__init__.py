"""The mails of this app, room by room: each is rendered when it leaves, from the facts of then."""
