"""Trainings: recipes, batches, losses, the training loop and its checkpoints."""
