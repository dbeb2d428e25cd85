"""The desk beside programs that others wrote for the same questions, over the same clip."""
