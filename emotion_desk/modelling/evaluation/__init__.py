"""Evaluation: predictions of each sample are stored in files, and every metric is computed from those files."""
