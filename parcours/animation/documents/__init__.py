"""The documents of this floor, room by room: one function each, one page of HTML each."""
