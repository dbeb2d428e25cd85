"""The commands `data`, `train`, `evaluate` and `bench`."""
