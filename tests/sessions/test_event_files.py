"""Events to and from other programs: what is written is read again, and foreign files are understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from emotion_desk.errors import SessionError
from emotion_desk.sessions.event_files import Event, read_events, write_events
from emotion_desk.sessions.export.exporters import export
from tests.sessions.made import made_session

EVENTS = [
    Event(0.5, None, "door --> opens & <closes>"),
    Event(1.0, 2.5, "surprised", "Ana"),
    Event(2.0, 3.25, "=1+1", "Ben"),
]


@pytest.mark.parametrize("ending", ["csv", "eaf", "boris"])
def test_what_is_written_is_read_again(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"events.{ending}"
    write_events(EVENTS, path, Path("/media/talk.mp4"))
    assert read_events(path) == EVENTS


def test_elan_itself_reads_it(tmp_path: Path) -> None:
    pympi = pytest.importorskip("pympi")
    path = tmp_path / "events.eaf"
    write_events(EVENTS, path)
    eaf = pympi.Elan.Eaf(str(path))
    assert eaf.get_annotation_data_for_tier("Ana") == [(1000, 2500, "surprised")]


def test_the_desks_own_elan_export_is_read(tmp_path: Path) -> None:
    path = export(made_session(tmp_path / "talk"), "elan")
    events = read_events(path)
    assert Event(0.7, None, "dzień dobry") in events
    assert {event.subject for event in events} >= {"Ana", "Voice"}


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("simple.csv", "time;label\n1,5;door\n0:02.5;bell\n", [(1.5, None, "door"), (2.5, None, "bell")]),
        (
            "elan.txt",
            "Tier\tBegin Time - ss.msec\tEnd Time - ss.msec\tAnnotation\nA\t1.0\t2.0\tlaughs\n",
            [(1, 2, "laughs")],
        ),
        (
            "boris.csv",
            "Observation id,obs1\nMedia file,x.mp4\n\nTime,Media file path,Subject,Behavior,Status\n"
            "1.0,x.mp4,Ana,smile,START\n2.0,x.mp4,Ana,nod,POINT\n3.0,x.mp4,Ana,smile,STOP\n4,x.mp4,Ben,smile,START\n",
            [(1, 3, "smile"), (2, None, "nod"), (4, None, "smile")],
        ),
        ("aggregated.tsv", "Subject\tBehavior\tStart (s)\tStop (s)\nAna\tsmile\t1\t2.5\n", [(1, 2.5, "smile")]),
        ("backwards.csv", "start_s,end_s,label\n3,2,x\n", [(3, None, "x")]),
    ],
)
def test_tables_of_other_programs(
    tmp_path: Path, name: str, content: str, found: list[tuple[float, float, str]]
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8-sig")
    assert [(event.start_s, event.end_s, event.label) for event in read_events(path)] == found


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"one,two\n1,2\n"),
        ("a.csv", b"time,label\nnan,x\n,y\n"),
        ("a.csv", bytes(range(256)) * 100),
        ("a.eaf", b"<a>"),
        ("a.eaf", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
        ("a.eaf", b"<x><TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='b'/></x>"),
        ("a.boris", b"[]"),
        ("a.boris", b'{"observations": {"a": {"events": [[1]]}}}'),
        ("a.boris", json.dumps({"observations": {"a": {"events": [["x", "", "y"]]}}}).encode()),
        ("a.boris", b"[" * 100_000),
    ],
)
def test_what_is_no_file_of_events_is_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SessionError) as caught:
        read_events(path)
    assert "\n" not in str(caught.value)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SessionError, match=r"not as '\.docx'"):
        write_events(EVENTS, tmp_path / "a.docx")
