"""What packages carry besides the program: the man page and the completions, made from the program's parsers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    from linux import completions, manual_page
    from linux.command_line import desk_commands
finally:
    sys.path.remove(str(PACKAGING))


def test_every_command_of_the_desk_is_there_and_none_of_modelling() -> None:
    names = [command.name for command in desk_commands()]
    assert {"window", "run", "open", "analyze", "export", "people enrol", "figures", "doctor"} <= set(names)
    assert not {"train", "evaluate", "bench"} & set(names)


def test_the_man_page_tells_every_option() -> None:
    page = manual_page.manual_page("0.1.0", 1_700_000_000)
    plain = page.replace("\\-", "-")
    assert '"2023-11-14" "0.1.0"' in plain
    for command in desk_commands():
        for option in command.options:
            assert all(f"\\fB{name}\\fR" in plain for name in option.names), option
    assert "EXIT STATUS" in page


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_man_page_is_good_roff() -> None:
    page = manual_page.manual_page("0.1.0", 1_700_000_000)
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-z"], input=page, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("emotion-desk ana", {"analyze"}),
        ("emotion-desk export --form", {"--format"}),
        ("emotion-desk export s --format w", {"webvtt"}),
        ("emotion-desk people id", {"identify"}),
        ("emotion-desk --demo --mode s", {"singles"}),
        ("emotion-desk people enrol --con", {"--consent"}),
    ],
)
def test_bash_completes(line: str, expected: set[str], tmp_path: Path) -> None:
    words = line.split(" ")
    script = tmp_path / "complete.sh"
    script.write_text(
        "_init_completion() { cur=${COMP_WORDS[COMP_CWORD]}; prev=${COMP_WORDS[COMP_CWORD-1]}; "
        'words=("${COMP_WORDS[@]}"); cword=$COMP_CWORD; }\n_filedir() { :; }\n'
        f"{completions.bash()}\nCOMP_WORDS=({' '.join(words)})\nCOMP_CWORD={len(words) - 1}\n"
        '_emotion_desk\nprintf "%s\\n" "${COMPREPLY[@]}"\n',
        encoding="utf-8",
    )
    done = subprocess.run(["bash", str(script)], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected, done.stderr


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_the_other_shells_take_their_completions(shell: str) -> None:
    text = {"zsh": completions.zsh, "fish": completions.fish}[shell]()
    for command in desk_commands():
        assert all(name.lstrip("-") in text for option in command.options for name in option.names)
    if shutil.which(shell) is not None:
        done = subprocess.run([shell, "-n"], input=text, capture_output=True, text=True, check=False)
        assert done.stderr == ""
