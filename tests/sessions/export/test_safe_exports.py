"""Exports of a session with hostile names and labels open in every program, and run nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as Xml

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk import cli, open_session
from emotion_desk.atomic_file import PREFIX
from emotion_desk.errors import SessionError
from emotion_desk.messages import Identity
from emotion_desk.sessions.export import table_files
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.export.options import ExportOptions
from emotion_desk.sessions.export.safe_text import neutralised, one_line, restored
from emotion_desk.sessions.export.tidy_table import NAMES, rows
from emotion_desk.sessions.export.video import hide_faces
from emotion_desk.sessions.format import READINGS_FILE, reading_to_raw
from emotion_desk.sessions.jsonl import LineWriter
from emotion_desk.sessions.reader import Session
from tests.fuzzing import FUZZ
from tests.sessions.made import made_readings, made_session

ODD_NAMES = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "a\x00b\x1b[2J",
    "<script>&",
    "-->",
    "\ufffe",
    "\u202eabc",
    " ",
]


def _named(folder: Path, name: str, label: str = "door") -> Session:
    """Return a session in which Ana bears another name."""
    made_session(folder).mark_list.add(1.0, label)
    (folder / READINGS_FILE).unlink()
    with LineWriter(folder / READINGS_FILE) as lines:
        for reading in made_readings():
            people = tuple(
                replace(person, identity=Identity(name, 0.75)) if person.identity.name else person
                for person in reading.people
            )
            lines.write(reading_to_raw(replace(reading, people=people)))
    return open_session(folder)


@pytest.mark.slow
@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_and_labels_leave_every_format_readable(tmp_path: Path, name: str) -> None:
    session = _named(tmp_path / "s", name, label=name)

    tree = Xml.parse(export(session, "elan", tmp_path / "s.eaf"))
    assert len(tree.findall("TIER")) == 5
    with av.open(str(export(session, "webvtt", tmp_path / "s.vtt"))) as captions:
        assert sum(packet.size > 0 for packet in captions.demux()) > 3
    HTMLParser().feed(export(session, "report", tmp_path / "s.html").read_text(encoding="utf-8"))
    cells = {row["name"] for row in table_files.read_csv(export(session, "csv", tmp_path / "s.csv"))}
    assert one_line(name) in {cell or "" for cell in cells}
    assert not any(line.split(",")[6].startswith(("=", "+", "-", "@")) for line in _lines(tmp_path / "s.csv"))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


@pytest.mark.slow
@FUZZ
@given(st.text(st.characters(), max_size=30))
def test_any_text_becomes_one_line_that_xml_takes_and_no_formula(text: str) -> None:
    line = one_line(text)
    Xml.fromstring(f"<a>{line.replace('&', '&amp;').replace('<', '&lt;')}</a>".encode())
    assert "\n" not in line
    assert not neutralised(text).startswith(("=", "+", "-", "@"))
    assert restored(neutralised(text)) == line


@pytest.mark.parametrize("name", ["Speech", "Voice", "Marks"])
def test_a_person_called_like_a_tier_keeps_a_tier_of_her_own(tmp_path: Path, name: str) -> None:
    tree = Xml.parse(export(_named(tmp_path / "s", name), "elan", tmp_path / "s.eaf"))
    tiers = {tier.get("TIER_ID"): len(tier) for tier in tree.findall("TIER")}
    assert tiers.keys() == {f"{name} (person)", "Face 2", "Voice", "Speech", "Marks"}
    assert tiers["Speech"] == 1


def test_an_export_removes_what_a_killed_one_left(tmp_path: Path) -> None:
    session = made_session(tmp_path / "s")
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    left = session.folder / f"{PREFIX}{child.pid}-abc.csv"
    left.write_text("half")
    export(session, "csv")
    assert not left.exists()


@pytest.mark.parametrize("kind", ["csv", "jsonl", "webvtt", "elan", "report"])
def test_an_export_follows_no_symbolic_link_and_is_private(tmp_path: Path, kind: str) -> None:
    session = made_session(tmp_path / "s")
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    ending = ENDINGS[kind]
    (session.folder / f".part-export{ending}").symlink_to(mine)
    (session.folder / f"export{ending}").symlink_to(mine)
    umask = os.umask(0)
    try:
        path = export(session, kind)
    finally:
        os.umask(umask)
    assert mine.read_text() == "precious"
    assert not path.is_symlink()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_table_for_excel_has_commas_semicolons_and_a_mark(tmp_path: Path) -> None:
    session = made_session(tmp_path / "s")
    out = tmp_path / "t.csv"
    assert cli.main(["export", str(session.folder), "--format", "csv", "--for", "excel", "--out", str(out)]) == 0
    text = out.read_bytes().decode("utf-8")
    assert text.startswith("\ufeffreading;time_s;")
    expected = next(rows(session.readings()))
    assert text.splitlines()[1].split(";")[NAMES.index("box_x")] == str(expected["box_x"]).replace(".", ",")


def test_a_summary_has_one_row_a_subject(tmp_path: Path) -> None:
    session = made_session(tmp_path / "s")
    path = export(session, "jsonl", tmp_path / "t.jsonl", ExportOptions(rows="summary"))
    table = {row["subject"]: row for row in table_files.read_jsonl(path)}
    assert table.keys() == {"Ana", "Face 2", "Voice"}
    assert table["Face 2"]["strongest"] == "angry"
    assert table["Face 2"]["seconds_angry"] == pytest.approx(1.0)
    assert table["Ana"]["readings"] == 38


@pytest.mark.parametrize("delimiter", ["", "ab", '"', "\n", "1"])
def test_a_delimiter_that_spoils_the_table_is_refused(delimiter: str) -> None:
    with pytest.raises(SessionError, match="A delimiter is one character"):
        ExportOptions(delimiter=delimiter)


@pytest.mark.parametrize(("strangers_only", "hidden"), [(False, [True, True]), (True, [False, True])])
def test_hidden_faces_keep_no_detail(strangers_only: bool, hidden: list[bool]) -> None:
    reading = made_readings()[15]  # Ana and a stranger
    picture = np.random.default_rng(1).integers(0, 256, (120, 160, 3), np.uint8)
    before = picture.copy()
    hide_faces(picture, reading.people, strangers_only=strangers_only)
    for person, is_hidden in zip(reading.people, hidden, strict=True):
        x, y = round(person.box.x), round(person.box.y)
        crop = picture[y : y + 28, x : x + 28]
        colours = len(np.unique(crop.reshape(-1, 3), axis=0))
        assert (colours <= 25) is is_hidden
    assert np.array_equal(picture[90:], before[90:])
