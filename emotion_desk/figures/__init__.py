"""Figures for paper and slides, drawn without a display."""
