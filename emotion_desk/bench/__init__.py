"""Measuring speed: multi-task against single models, and what the difference is made of."""
