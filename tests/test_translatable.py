"""Sentences that carry their template and values through errors, copies and files."""

from __future__ import annotations

import ast
import copy
import json
import pickle
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from emotion_desk import errors
from emotion_desk.errors import DeskError, SessionError
from emotion_desk.translatable import Translatable, joined, plain, translatable

PACKAGE = Path(errors.__file__).parent
#: What the main road can show: opening, devices, recording, review, export, study, weights, enrolled people.
PARTS = ("sources", "sessions", "studies", "inference", "people", "pipeline", "settings.py")
_EXPECTED = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, DeskError)}


def test_an_error_keeps_template_and_values() -> None:
    inner = SessionError(translatable("'{name}' is damaged.", name="a"))
    outer = SessionError(translatable("'{name}' cannot be used: {reason}", name="b", reason=inner))
    said = str(outer)
    assert said == "'b' cannot be used: 'a' is damaged."
    assert isinstance(said, Translatable)
    assert said.template == "'{name}' cannot be used: {reason}"
    nested = said.values["reason"]
    assert isinstance(nested, Translatable)
    assert nested.template == "'{name}' is damaged."


def test_braces_in_names_and_texts_without_values_are_kept() -> None:
    assert translatable("'{name}' is damaged.", name="{x}") == "'{x}' is damaged."
    assert translatable("Use {braces}.") == "Use {braces}."
    assert str(SessionError("plain {text}")) == "plain {text}"


def test_values_hold_on_to_no_error() -> None:
    said = translatable("It failed: {reason}.", reason=OSError("gone"))
    assert type(said.values["reason"]) is str


@pytest.mark.parametrize("made", [copy.deepcopy, lambda said: pickle.loads(pickle.dumps(said))])
def test_copies_and_other_processes_get_the_same(made) -> None:  # type: ignore[no-untyped-def]
    said = translatable("{seconds:.1f} s of {name}", seconds=1.5, name="a")
    other = made(said)
    assert (other, other.template, other.values) == (said, said.template, said.values)


def test_joined_sentences_stay_translatable() -> None:
    said = joined(["It ended.", translatable("Camera {n} stays.", n=2)])
    assert said == "It ended. Camera 2 stays."
    assert isinstance(said, Translatable)
    assert joined([]) == ""
    assert type(joined(["One."])) is str


def test_files_get_plain_text() -> None:
    said = translatable("Camera {n} stays.", n=2)
    assert type(plain(said)) is str
    assert json.loads(json.dumps({"ended": said})) == {"ended": "Camera 2 stays."}


def test_errors_of_the_main_road_can_be_translated() -> None:
    found = [f"{path.relative_to(PACKAGE)}:{line}" for path in modules() for line in untranslatable(path)]
    assert not found, "errors whose sentence the window cannot translate: " + ", ".join(found)


def modules() -> Iterator[Path]:
    for part in PARTS:
        yield from [PACKAGE / part] if part.endswith(".py") else (PACKAGE / part).rglob("*.py")


def untranslatable(path: Path) -> Iterator[int]:
    """Give the lines that make an error of the desk from a bare text."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in _EXPECTED and node.args:
            text = node.args[0]
            fixed = (
                "".join(str(part.value) for part in text.values if isinstance(part, ast.Constant))
                if isinstance(text, ast.JoinedStr)
                else text.value
                if isinstance(text, ast.Constant)
                else ""
            )
            if re.search("[A-Za-z]{3}", str(fixed)):
                yield node.lineno
