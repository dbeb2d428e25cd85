"""The panel that shows two modes side by side."""
