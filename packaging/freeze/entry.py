"""Entry point of the frozen program."""

from __future__ import annotations

import multiprocessing

if __name__ == "__main__":
    multiprocessing.freeze_support()  # child processes of `analyze --jobs` start this file again
    from emotion_desk.cli import program

    program()
