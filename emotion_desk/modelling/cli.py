"""The commands that make and measure networks, for the command line of an installation that has them.

The desk imports this module by its name, and only if ``emotion_desk.modelling`` is there.
"""

from __future__ import annotations

from typing import Final

#: Name, help, and module below ``emotion_desk``; ``evaluate video`` on the command line is ``evaluate-video``.
COMMANDS: Final = (
    ("data", "pack data sets for training, ask the teachers for their embeddings", "modelling.commands.data"),
    ("train", "train a network by a recipe", "modelling.commands.train"),
    ("evaluate", "measure networks under a named protocol", "modelling.commands.evaluate"),
    ("evaluate-identity", "measure who is told apart from whom", "modelling.commands.evaluate_identity"),
    (
        "evaluate-video",
        "measure labelled videos, through the pipeline of files",
        "modelling.commands.evaluate_video",
    ),
    ("bench", "time the multi-task network against single ones on this machine", "modelling.commands.bench"),
)
