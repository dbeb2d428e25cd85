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
#: Modules before they got their present names; none of them exists.
_OLD_MODULES = """
bench/again.py bench/cases.py bench/endurance.py bench/energy.py bench/engines.py bench/explain.py bench/kills.py
bench/memory.py bench/run.py bench/sizes.py bench/switching.py bench/table.py bench/timing.py commands/bench.py
commands/checks.py commands/counting.py commands/crash.py commands/data.py commands/evaluate.py commands/identity.py
commands/streaming.py commands/tally.py commands/train.py commands/usage.py commands/window.py figures/panes.py
figures/six.py inference/attribution.py inference/changes.py inference/choice.py inference/compare.py
inference/graph.py inference/loading.py inference/names.py inference/protocol.py inference/store.py
inference/torch_engine.py network/coarse.py network/convert.py network/cost.py network/dequantise.py
network/export.py network/fold.py network/grid.py network/integers.py network/lite.py network/nets.py
network/nibbles.py network/quantise.py network/shared.py network/shrink.py network/trunk.py network/unfold.py
people/changes.py people/ears.py people/evidence.py people/files.py people/keys.py people/lock.py people/looks.py
people/models.py people/portable.py people/quality.py people/reader.py people/records.py people/speaker.py
people/storage.py people/thresholds.py people/vault.py pipeline/answers.py pipeline/aside.py pipeline/audio.py
pipeline/capture.py pipeline/events.py pipeline/figures.py pipeline/geometry.py pipeline/heard.py
pipeline/hearing.py pipeline/inference.py pipeline/loading.py pipeline/priority.py pipeline/reading.py
pipeline/rolling.py pipeline/tap.py pipeline/ticks.py sessions/agreement.py sessions/ahead.py sessions/cluster.py
sessions/disk.py sessions/encoder.py sessions/export/segments.py sessions/export/table.py sessions/export/tables.py
sessions/export/write.py sessions/filetime.py sessions/intake.py sessions/jobs.py sessions/lengths.py
sessions/lines.py sessions/streams/onlooker.py sessions/streams/opening.py sessions/tape.py sessions/unfinished.py
sessions/wish.py sound/activity.py sound/spectra.py sound/stream.py sound/strip.py sound/utterance.py
sources/choose.py sources/file_side.py sources/finding.py sources/live_sound.py sources/playback.py sources/ring.py
sources/whole.py training/archives.py training/augment.py training/batches.py training/card.py
training/checkpoint.py training/curve.py training/evaluation/alignment.py training/evaluation/answers.py
training/evaluation/asking.py training/evaluation/attribution.py training/evaluation/bootstrap.py
training/evaluation/calibrate.py training/evaluation/closed_set.py training/evaluation/figures.py
training/evaluation/gallery.py training/evaluation/identity.py training/evaluation/identity_measures.py
training/evaluation/identity_output.py training/evaluation/identity_session.py training/evaluation/networks.py
training/evaluation/pictures.py training/evaluation/report.py training/evaluation/results.py
training/evaluation/scores.py training/evaluation/session.py training/evaluation/sizes.py
training/evaluation/suite.py training/evaluation/verification.py training/extract.py training/face_names.py
training/losses.py training/mapped.py training/mels.py training/packed.py training/prepare.py training/ranges.py
training/ravdess.py training/recipe.py training/release.py training/runs.py training/sets.py training/settling.py
training/sharing.py training/shelf.py training/splits.py training/start.py training/student.py training/targets.py
training/teachers/ask.py training/teachers/cache.py training/teachers/campplus.py training/teachers/dlib_resnet.py
training/teachers/face.py training/teachers/voice.py training/train.py training/voice_names.py training/whitening.py
ui/about.py ui/analysis.py ui/banner.py ui/bars.py ui/board.py ui/cards.py ui/compare/control.py
ui/compare/minute.py ui/compare/plot.py ui/consent.py ui/devices.py ui/dialogs.py ui/director.py ui/display.py
ui/feed.py ui/gate.py ui/geometry.py ui/lab/controls.py ui/lab/dialogs.py ui/lab/explaining.py ui/lab/flow.py
ui/lab/loading.py ui/lab/measure.py ui/lab/page.py ui/lab/panes.py ui/lab/playing.py ui/lab/reasons.py
ui/lab/saving.py ui/lab/scales.py ui/lab/stage.py ui/lab/why.py ui/latency.py ui/legend.py ui/opening.py
ui/options.py ui/overlay.py ui/people/desk.py ui/people/enrol.py ui/people/errand.py ui/people/files.py
ui/people/manage.py ui/people/meters.py ui/people/privacy.py ui/people_panel.py ui/picture_view.py ui/recording.py
ui/review/analysing.py ui/review/axis.py ui/review/board.py ui/review/choosing.py ui/review/events.py
ui/review/frames.py ui/review/index.py ui/review/keys.py ui/review/loader.py ui/review/rows.py ui/review/sound.py
ui/review/spectrum.py ui/review/symbols.py ui/review/transport.py ui/review/words.py ui/ribbon.py ui/rolling_plot.py
ui/scroll.py ui/snapshot.py ui/spectrogram.py ui/status.py ui/theme.py ui/watchdog.py vision/filters.py
vision/finder.py vision/tracker.py
"""
OLD_MODULES = frozenset(re.findall(r"\S+", _OLD_MODULES))


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
        if file == Path(__file__) or is_history(file):
            continue
        found = OLD_MODULES.intersection(names_in(file.read_text(encoding="utf-8")))
        if found:
            wrong[identify(file)] = sorted(found)
    assert wrong == {}


def test_old_names_are_found_in_both_forms() -> None:
    assert "people/looks.py" in set(names_in("see `people/looks.py`"))
    assert "people/looks.py" in set(names_in("from emotion_desk.people.looks import x"))
    assert "people/looks.py" not in set(names_in("emotion_desk.people.lookup"))
