"""The commands that train and evaluate networks; the command line imports this module if it is installed."""

from __future__ import annotations

from typing import Final

#: Name, help, and module below ``emotion_desk``; ``evaluate video`` on the command line is ``evaluate-video``.
COMMANDS: Final = (
    ("data", "pack data sets for training, compute the teachers' embeddings", "modelling.commands.data"),
    ("train", "train a network by a recipe", "modelling.commands.train"),
    ("evaluate", "measure networks under a named protocol", "modelling.commands.evaluate"),
    ("evaluate-identity", "measure verification and identification", "modelling.commands.evaluate_identity"),
    (
        "evaluate-video",
        "measure labelled videos, through the pipeline of files",
        "modelling.commands.evaluate_video",
    ),
    (
        "evaluate-measures",
        "check the measures of faces on labelled videos",
        "modelling.commands.evaluate_measures",
    ),
    ("bench", "time the multi-task network against single ones on this machine", "modelling.commands.bench"),
)
