"""The command line: what it refuses, with which sentence and which exit status."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from emotion_desk import cli, crash_log
from emotion_desk.commands import run as run_module
from emotion_desk.commands.options import RunOptions
from emotion_desk.crash_log import DEBUG_VARIABLE
from emotion_desk.errors import ModelError
from emotion_desk.settings import NOTICE_VERSION, SettingsFile


@pytest.fixture(autouse=True)
def _own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DEBUG_VARIABLE, raising=False)
    monkeypatch.setattr(crash_log, "log_path", lambda: tmp_path / "logs" / "crash.log")


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[tuple[RunOptions, Path | None]]:
    """Give the options that the command line hands to the run, instead of running."""
    seen: list[tuple[RunOptions, Path | None]] = []

    def remember(options: RunOptions, report: Path | None) -> int:
        seen.append((options, report))
        return 0

    monkeypatch.setattr(run_module, "run_command", remember)
    return seen


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dance"], "no command 'dance' and no such file; the commands are: window, run, "),
        (["missing.mp4"], "There is no file or session 'missing.mp4'."),
        (["/nowhere/session"], "There is no file or session '/nowhere/session'."),
        (["--mode", "both"], "--mode"),
        (["--seconds", "0"], "not a length of time"),
        (["--seconds", "soon"], "--seconds"),
        (["--nonsense"], "--nonsense"),
        (["--demo", "--file", "x.mp4"], "not allowed with"),
        (["run", "--headless", "--demo", "--loop", "--once"], "not allowed with"),
        (["run", "--headless", "--demo", "--screenshot", "x.png"], "--screenshot"),
        (["run", "--demo", "--consent"], "--headless"),
        (["doctor", "--fast"], "--fast"),
    ],
)
def test_bad_usage_is_one_sentence_and_status_2(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert words in told.err


def test_options_reach_the_run(handed_over: list[tuple[RunOptions, Path | None]], tmp_path: Path) -> None:
    arguments = ["run", "--headless", "--file", "a.mp4", "--mic", "none", "--mode", "singles", "--engine", "torch"]

    assert cli.main([*arguments, "--seconds", "2.5", "--once", "--report", str(tmp_path / "r.json")]) == 0

    options, report = handed_over[0]
    assert options == RunOptions(
        file=Path("a.mp4"), mic="none", mode="singles", engine="torch", seconds=2.5, loop=False
    )
    assert report == tmp_path / "r.json"


@pytest.mark.parametrize(
    ("options", "repeats", "devices"),
    [
        (RunOptions(), False, True),
        (RunOptions(demo=True), False, False),
        (RunOptions(demo=True, seconds=5), True, False),
        (RunOptions(demo=True, seconds=5, loop=False), False, False),
        (RunOptions(file=Path("a.mp4"), seconds=5), False, False),
        (RunOptions(file=Path("a.mp4"), loop=True), True, False),
        (RunOptions(demo=True, mic="Headset"), False, True),
        (RunOptions(camera="none", mic="none"), False, False),
        (RunOptions(camera="none"), False, True),
    ],
)
def test_what_options_imply(options: RunOptions, repeats: bool, devices: bool) -> None:
    assert options.repeats is repeats
    assert options.wants_devices is devices


def test_devices_need_consent(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--headless", "--seconds", "1"]) == 2

    told = capsys.readouterr().err
    assert "--consent" in told
    assert "AI Act" in told
    assert told.count("\n") == 1


def test_consent_given_in_the_window_counts() -> None:
    from emotion_desk.commands.consent import require_consent

    kept = SettingsFile()
    kept.change(consent=NOTICE_VERSION)
    kept.save()

    require_consent(RunOptions())


@pytest.mark.parametrize("where", ["missing/r.json", "."])
def test_a_report_that_cannot_be_written_is_refused_first(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["run", "--headless", "--demo", "--report", str(tmp_path / where)]) == 2
    assert "report cannot be written" in capsys.readouterr().err


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """Make the run raise."""

    def arrange(error: Exception) -> None:
        def fail(options: RunOptions, report: Path | None) -> int:
            raise error

        monkeypatch.setattr(run_module, "run_command", fail)

    return arrange


def test_an_expected_error_is_one_sentence(
    failing: Callable[[Exception], None], capsys: pytest.CaptureFixture[str]
) -> None:
    failing(ModelError("The weights 'multitask' have a wrong hash."))

    assert cli.main(["run", "--headless", "--demo"]) == 1
    assert capsys.readouterr().err == "emotion-desk: The weights 'multitask' have a wrong hash.\n"


def test_debugging_shows_the_traceback(
    failing: Callable[[Exception], None], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEBUG_VARIABLE, "1")
    failing(ModelError("No weights."))

    assert cli.main(["run", "--headless", "--demo"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_unexpected_error_goes_to_the_log(
    failing: Callable[[Exception], None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    log = tmp_path / "logs" / "crash.log"
    failing(RuntimeError("a wheel came off\nand rolled away"))

    assert cli.main(["run", "--headless", "--demo"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "a wheel came off" in told
    assert str(log) in told
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_what_threads_log_goes_to_the_file_and_not_on_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    place = tmp_path / "logs" / "crash.log"
    logger = logging.getLogger("emotion_desk.pipeline")
    with crash_log.logging_to_file(place):
        logger.warning("the microphone was unplugged")
        assert not place.exists()
        logger.error("a defect")

    assert "a defect" in place.read_text(encoding="utf-8")
    assert "unplugged" not in place.read_text(encoding="utf-8")
    assert capsys.readouterr().err == ""
    assert logging.getLogger("emotion_desk").handlers == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize("arguments", [[], ["--demo"], ["run", "--demo"]])
def test_no_display_is_one_sentence_that_names_headless(arguments: list[str], tmp_path: Path) -> None:
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environ = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "emotion_desk", *arguments],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert "--headless" in done.stderr
    assert done.stderr.count("\n") == 1
