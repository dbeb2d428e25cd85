"""What commands print: text that every terminal takes, and JSON that stays JSON whatever its encoding.

Names of files and people were chosen by others.  They may hold escape sequences of terminals, lone surrogates (a file
name that is not UTF-8), or characters that the terminal's encoding lacks.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from emotion_desk.commands.argument_parser import PROGRAM
from emotion_desk.crash_log import printable


def say(text: str) -> None:
    """Print a line on standard output."""
    sys.stdout.write(f"{printable(text)}\n")


def warn(text: str) -> None:
    """Print a sentence on standard error, after the program's name."""
    sys.stderr.write(f"{PROGRAM}: {printable(text)}\n")


def say_json(value: Any) -> None:
    """Print a value as one line of JSON, in ASCII where the terminal could not take it as it is."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
        is_plain = text.isprintable()
    except (UnicodeError, LookupError):
        is_plain = False
    sys.stdout.write(f"{text if is_plain else json.dumps(value)}\n")
