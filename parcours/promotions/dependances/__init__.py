"""What hangs on the date of a rencontre, a module per room (registry `dependances`)."""
