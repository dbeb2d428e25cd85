"""Run the desk with ``python -m emotion_desk``."""

from __future__ import annotations

import sys

from emotion_desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
