"""Who may do what: small predicates, each with its rule in words, used by actions, views and
templates alike. A predicate without its object raises; nothing fails open."""
