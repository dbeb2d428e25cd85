"""Run the desk with ``python -m emotion_desk``."""

from __future__ import annotations

from emotion_desk.cli import program

if __name__ == "__main__":
    program()
