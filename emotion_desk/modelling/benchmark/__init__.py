"""Speed benchmarks: multi-task against single-task networks, and a breakdown of the ratio."""
