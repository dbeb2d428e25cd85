"""The man page, generated from the program's parsers, so that it tells what this version does."""

from __future__ import annotations

import time
from collections.abc import Iterator

from linux.command_line import Command, Option, desk_commands

_NAME = "emotion-desk"
_STATUS = (
    ("0", "good."),
    ("1", "what was asked for could not be done; one sentence on standard error says why."),
    ("2", "wrong arguments, or a window without a display."),
    ("130", "interrupted."),
)
_ENVIRONMENT = (
    ("EMOTION_DESK_CONFIG", "file of the settings, or the folder it lies in."),
    ("EMOTION_DESK_DATA", "folder of the people, of what is unfinished, and of the log."),
    ("EMOTION_DESK_LANGUAGE", "language of the window: en, de or pl; commands and files are in English."),
    ("EMOTION_DESK_MODELS", "another folder of weights."),
    ("EMOTION_DESK_DEBUG", "print tracebacks."),
)
_FILES = (
    ("~/.config/emotion-desk/settings.json", "settings."),
    ("~/.local/share/emotion-desk/", "people that were enrolled; removed by 'emotion-desk people forget --all'."),
)
_LAW = (
    "Emotion Desk infers emotions and identities, which are biometric data. Inferring emotions of people at work or in "
    "education is prohibited in the European Union, except for medical or safety reasons. The weights are for "
    "non-commercial research only. Everything is computed on this machine; the program makes no network connection."
)


def manual_page(version: str, epoch: int) -> str:
    """Return the page in roff; ``epoch`` is the time of the release in seconds since 1970."""
    commands = desk_commands()
    date = time.strftime("%Y-%m-%d", time.gmtime(epoch))
    lines = [f'.TH EMOTION\\-DESK 1 "{date}" "{_escaped(version)}" "User Commands"', ".SH NAME"]
    lines += [f"{_escaped(_NAME)} \\- who is there and which emotion they show, by face and by voice", ".SH SYNOPSIS"]
    lines += [f".B {_escaped(_NAME)}", "[\\fIOPTIONS\\fR] | \\fICOMMAND\\fR [\\fIOPTIONS\\fR] | \\fIPATH\\fR"]
    lines += [".SH DESCRIPTION", "Tells, live, who is in front of a webcam and microphone and which emotion they show."]
    lines += ["Without a command the window opens; with the path of a session or of a media file it opens that."]
    lines.append(".SH COMMANDS")
    for command in commands:
        lines += [
            ".TP",
            f"\\fB{_escaped(command.name)}\\fR",
            _escaped(command.help[:1].upper() + command.help[1:]) + ".",
        ]
    for command in commands:
        lines += _section(command)
    for title, rows in (("EXIT STATUS", _STATUS), ("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES)):
        lines.append(f".SH {title}")
        for name, text in rows:
            lines += [".TP", f"\\fB{_escaped(name)}\\fR", _escaped(text)]
    lines += [".SH NOTES", _escaped(_LAW), ""]
    return "\n".join(lines)


def _section(command: Command) -> Iterator[str]:
    words = " ".join((_NAME, *command.words))
    yield f'.SH "{_escaped(words.upper())}"'
    arguments = " ".join(f"\\fI{_escaped(argument.value)}\\fR" for argument in command.arguments)
    yield f"\\fB{_escaped(words)}\\fR [\\fIOPTIONS\\fR] {arguments}".rstrip()
    yield ".PP"
    yield _escaped(command.description)
    for option in (*command.arguments, *command.options):
        yield from _row(option)
    if command.epilog:
        yield ".PP"
        yield _escaped(command.epilog)


def _row(option: Option) -> Iterator[str]:
    yield ".TP"
    names = ", ".join(f"\\fB{_escaped(name)}\\fR" for name in option.names)
    yield f"{names} \\fI{_escaped(option.value)}\\fR".strip() if option.value else names
    text = option.help[:1].upper() + option.help[1:]
    if option.choices and "|" not in option.value:
        text += f" ({', '.join(option.choices)})"
    yield _escaped(text) + "."


def _escaped(text: str) -> str:
    """Return text as roff takes it: plain hyphens, no control lines."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text
