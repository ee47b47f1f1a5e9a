"""Synthetic promotions by the thousand, so that every page is measured at more than one size.

One module per room, each with one function that takes a `Lot` and inserts its rows in bulk; a
new room adds its function to `lots.PIECES`, after those whose rows it needs.
"""
