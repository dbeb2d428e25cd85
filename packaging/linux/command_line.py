"""The command line as data, read from the program's own parsers: the source of the man page and of the completions."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emotion_desk.cli import DESK_COMMANDS, root_parser
from emotion_desk.commands.argument_parser import CommandParser

#: Words in the metavar of what takes a path.
_PATHS = re.compile(r"^(FILE|F|DIR|PATH|PNG|JSON|INPUT|SESSION|SOUND)\b")
_FOLDERS = re.compile(r"^(DIR|SESSION)\b")


@dataclass(frozen=True)
class Option:
    """An option, or an argument without a name.

    Attributes:
        names: ``-h`` and ``--help``; empty for an argument.
        value: what it takes, as the help calls it; empty for a switch.
        choices: the values it takes, where they are few and known.
        help: one line.
        takes: ``folder``, ``file``, or empty for anything else.
    """

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str
    takes: str


@dataclass(frozen=True)
class Command:
    """A command: its words (two for `people list`), what it does, its options and arguments."""

    words: tuple[str, ...]
    help: str
    description: str
    epilog: str
    options: tuple[Option, ...]
    arguments: tuple[Option, ...]

    @property
    def name(self) -> str:
        """Return the words as they are typed."""
        return " ".join(self.words)


def desk_commands() -> tuple[Command, ...]:
    """Return the commands of the desk, without those that make and measure networks, which packages leave out."""
    parser = root_parser()
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    helps = {name: text for name, text, _ in DESK_COMMANDS} | {"window": "open the window (also without a command)"}
    names = ["window", *(name for name, *_ in DESK_COMMANDS)]
    return tuple(found for name in names for found in _commands((name,), commands.choices[name], helps[name]))


def _commands(words: tuple[str, ...], parser: argparse.ArgumentParser, text: str) -> Iterator[Command]:
    """Yield a command, or the commands below it."""
    if isinstance(parser, CommandParser):
        parser.complete()
    nested = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if nested:
        helps = {choice.dest: choice.help or "" for choice in nested[0]._choices_actions}
        for name, below in nested[0].choices.items():
            yield from _commands((*words, name), below, helps.get(name, ""))
        return
    visible = [action for action in parser._actions if action.help != argparse.SUPPRESS]
    yield Command(
        words,
        text,
        parser.description or text,
        parser.epilog or "",
        tuple(_option(action) for action in visible if action.option_strings),
        tuple(_option(action) for action in visible if not action.option_strings),
    )


def _option(action: argparse.Action) -> Option:
    choices = tuple(str(choice) for choice in action.choices or ())
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    value = (
        "" if action.nargs == 0 else metavar or ("|".join(choices) if 0 < len(choices) <= 4 else action.dest.upper())
    )
    is_path = action.type is Path or _PATHS.match(value) is not None
    takes = "" if choices or not is_path else "folder" if _FOLDERS.match(value) else "file"
    return Option(tuple(action.option_strings), value, choices, (action.help or "") % {"prog": "emotion-desk"}, takes)
