"""The documents are true of the code: commands parse, options and links exist, no module has its old name."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from emotion_desk import cli

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("models/*.md"), *ROOT.glob("assets/*.md")]
)
#: Documents on earlier versions; their commands and modules were right when they were written.
HISTORY = ("docs/decisions/", "docs/studies/", "CHANGELOG")
#: Values for placeholders of commands that expect a number.
NUMBERS = {"K": "1", "N": "2"}
#: Formats of files, which begin like a command.
FORMATS = ("packed set", "session", "gallery", "people", "teacher", "part", "decoded cache")
#: The record that lists the modules before they got their present names; none of them exists.
_NAMES = ROOT / "docs" / "decisions" / "0109-modules-carry-the-names-of-the-field.md"
OLD_MODULES = frozenset(re.findall(r"^\| `(\S+\.py)` \|", _NAMES.read_text(encoding="utf-8"), re.MULTILINE))


def is_history(document: Path) -> bool:
    return document.relative_to(ROOT).as_posix().startswith(HISTORY)


PRESENT = [document for document in DOCUMENTS if not is_history(document)]


def identify(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


# Commands


def block_commands(text: str) -> Iterator[str]:
    """Yield the commands of the desk in code blocks, one line each, without comments."""
    for block in re.findall(r"^```(?:sh|bash|console)?\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
        for line in block.replace("\\\n", " ").splitlines():
            if line.startswith("emotion-desk "):
                yield line.partition(" #")[0].strip()


def inline_commands(text: str) -> Iterator[str]:
    """Yield the commands of the desk inside a line of text."""
    without_blocks = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    for command in re.findall(r"`(emotion-desk [^`]+)`", without_blocks):
        if not command.removeprefix("emotion-desk ").startswith(FORMATS):
            yield command.replace("\\|", "|")


def arguments(command: str) -> list[str]:
    """Return the arguments of a documented command: optional ones included, the first of several alternatives."""
    words = shlex.split(re.sub(r"[\[\]]|\.\.\.", "", command))[1:]
    words = [word if word.startswith("-") else NUMBERS.get(word.split("|")[0], word.split("|")[0]) for word in words]
    known = cli.command_names()
    joined = f"{words[0]}-{words[1]}" if len(words) > 1 else ""
    if joined in known:
        return [joined, *words[2:]]
    return words if words[0] in known or not words[0].startswith("-") else ["window", *words]


@cache
def parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command, with its arguments."""
    (commands,) = (one for one in cli.root_parser()._actions if isinstance(one, argparse._SubParsersAction))
    found = dict(commands.choices)
    for parser in found.values():
        parser.complete()
    return found


def options(parser: argparse.ArgumentParser) -> set[str]:
    """Return the options of a command and of its actions."""
    found = set(parser._option_string_actions)
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found.update(*(options(one) for one in action.choices.values()))
    return found


@pytest.fixture(autouse=True)
def _needs_modelling() -> None:
    if find_spec("emotion_desk.modelling") is None:
        pytest.skip("the documents describe modelling as well")


@pytest.mark.parametrize("document", PRESENT, ids=identify)
def test_commands_in_blocks_parse(document: Path) -> None:
    for command in block_commands(document.read_text(encoding="utf-8")):
        name, *rest = arguments(command)
        assert name in parsers(), command
        try:
            parsers()[name].parse_args(rest)
        except Exception as error:  # noqa: BLE001 - whatever it is, the command is wrong
            pytest.fail(f"{command}: {error}")


@pytest.mark.parametrize("document", PRESENT, ids=identify)
def test_commands_in_sentences_exist_with_their_options(document: Path) -> None:
    for command in inline_commands(document.read_text(encoding="utf-8")):
        name, *rest = arguments(command)
        if name == "COMMAND":
            continue
        assert name in parsers(), command
        unknown = {word for word in rest if word.startswith("--")} - options(parsers()[name]) - {"--help"}
        assert not unknown, command


@pytest.mark.parametrize("name", ["docs/commands.md", "docs/files.md", "docs/privacy.md"])
def test_options_in_sentences_exist(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    known = {"--help"}.union(*map(options, parsers().values()))
    mentioned = {
        word for code in re.findall(r"`([^`]*)`", text) for word in re.findall(r"(?<![\w-])--[a-z][a-z-]*", code)
    }
    assert mentioned - known == set()


def test_the_check_of_commands_can_fail() -> None:
    assert list(block_commands("```\nemotion-desk export x --format csv  # a table\n```\n")) == [
        "emotion-desk export x --format csv"
    ]
    assert arguments("emotion-desk train single --fold K") == ["train", "single", "--fold", "1"]
    assert arguments("emotion-desk evaluate identity --data DATA") == ["evaluate-identity", "--data", "DATA"]
    assert "--format" in options(parsers()["export"])
    assert "--consent" in options(parsers()["people"])
    assert "--nonsense" not in options(parsers()["export"])


# Links


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", lambda found: found[1] or "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


@cache
def anchors(document: Path) -> frozenset[str]:
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return frozenset(slug(heading) for heading in re.findall(r"^#+ (.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS, ids=identify)
def test_links_resolve(document: Path) -> None:
    text = re.sub(r"^```.*?^```", "", document.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        assert file.exists(), target
        if anchor:
            assert anchor in anchors(file), target


def test_every_document_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document in reached:
            continue
        reached.add(document)
        for target in re.findall(r"\]\(([^)\s#]+\.md)", document.read_text(encoding="utf-8")):
            file = (document.parent / target).resolve()
            if file.is_file():
                waiting.append(file)
    assert {document for document in DOCUMENTS if "docs" in document.parts} <= reached


# Names of modules


def names_in(text: str) -> Iterator[str]:
    """Yield paths and dotted names of modules in a text, relative to the package, as paths."""
    for path in re.findall(r"[\w./]*\w/\w+\.py\b", text):
        yield path.removeprefix("emotion_desk/")
    for dotted in re.findall(r"\bemotion_desk((?:\.\w+)+)", text):
        parts = dotted.split(".")[1:]
        for count in range(2, len(parts) + 1):
            yield "/".join(parts[:count]) + ".py"


def test_no_module_is_called_by_an_old_name() -> None:
    assert not [name for name in OLD_MODULES if (ROOT / "emotion_desk" / name).exists()]
    wrong = {}
    folders = ("emotion_desk", "docs", "tests", "packaging", "assets", "models")
    texts = [
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".py", ".md", ".toml", ".jinja")
    ]
    for file in (*texts, *ROOT.glob("*.md"), ROOT / "pyproject.toml"):
        if is_history(file) and "studies" not in file.parts:
            continue
        found = OLD_MODULES.intersection(names_in(file.read_text(encoding="utf-8")))
        if found:
            wrong[identify(file)] = sorted(found)
    assert wrong == {}


def test_old_names_are_found_in_both_forms() -> None:
    assert len(OLD_MODULES) == 245
    old = sorted(OLD_MODULES)[-1]
    dotted = old.removesuffix(".py").replace("/", ".")
    assert old in set(names_in(f"see `{old}`"))
    assert old in set(names_in(f"from emotion_desk.{dotted} import x"))
    assert old not in set(names_in(f"emotion_desk.{dotted}up"))
