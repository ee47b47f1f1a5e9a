"""The demonstration's promotion: who plays, what they write, when; all of it invented."""
