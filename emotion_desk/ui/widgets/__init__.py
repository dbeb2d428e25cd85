"""Qt helpers that several pages share: theme, banner, background jobs, saving of images."""
