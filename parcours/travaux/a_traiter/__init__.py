"""« À traiter »: what a promotion waits for from the équipe, each fact with its act.

Each source reads the open promotions (or the one given) in a constant number of queries, and
gathers what is alike: one line per promotion, naming the structures only when they are few.
"""
