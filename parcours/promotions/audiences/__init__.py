"""Who is told of a rencontre whose nature does not concern all the promotion, a module per room."""
