"""Data sets, recipes and evaluation."""
