"""Data sets for training and evaluation: readers, splits, packed files and augmentation."""
