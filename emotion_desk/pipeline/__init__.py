"""The threads of the desk and how they hand over to each other."""
