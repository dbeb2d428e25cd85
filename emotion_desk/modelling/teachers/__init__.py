"""Teacher networks for distillation; their outputs are computed once per data set, before training."""
