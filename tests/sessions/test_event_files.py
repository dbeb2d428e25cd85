"""Events to and from other programs: what is written is read again, and foreign files are understood."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emotion_desk.errors import SessionError
from emotion_desk.sessions.event_files import Event, read_events, write_events
from emotion_desk.sessions.export.exporters import export
from emotion_desk.sessions.export.safe_text import one_line
from tests.fuzzing import FUZZ
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


def _elan(start: str = "1", end: str = "2", tier: str = "a", label: str = "b") -> str:
    return (
        f'<A><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="a" TIME_VALUE="{start}"/><TIME_SLOT TIME_SLOT_ID="b" '
        f'TIME_VALUE="{end}"/></TIME_ORDER><TIER TIER_ID="{tier}"><ANNOTATION><ALIGNABLE_ANNOTATION '
        f'TIME_SLOT_REF1="a" TIME_SLOT_REF2="b"><ANNOTATION_VALUE>{label}</ANNOTATION_VALUE>'
        "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER></A>"
    )


ENTITIES = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY a "joe">]>' + _elan(label="&amp;a;")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("numbers.eaf", _elan("9" * 400).encode()),
        ("encoding.eaf", b'<?xml version="1.0" encoding="x-nonsense"?>' + _elan().encode()),
        ("entities.eaf", ENTITIES.encode("utf-16")),
        ("parts.eaf", b"<a/>" * 2_000_001),
        ("field.csv", b"start_s,label\n1," + b"x" * 200_000 + b"\n"),
        ("header.csv", b"start_s,label," + b"x," * 100_000 + b"\n1,2\n"),
        ("numbers.boris", b'{"observations":{"x":{"events":[[' + b"9" * 400 + b',"a","b"]]}}}'),
        ("deep.boris", b"[" * 100_000),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_lies_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SessionError, match=r"\.$"):
        read_events(path)


def test_subjects_are_one_short_line(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("start_s,label,subject\n1,x,\x1b[31m" + "y" * 5000 + "\n")
    (event,) = read_events(path)
    assert len(event.subject) == 500
    assert "\x1b" not in event.subject


def test_no_more_events_are_read_than_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("emotion_desk.sessions.event_files._MOST", 50)
    path = tmp_path / "events.csv"
    path.write_text("start_s,label,status\n" + "".join(f"1,{n},START\n" for n in range(60)))
    assert len(read_events(path)) == 50


TEMPLATES = (
    (".eaf", _elan("1000", "2000", "Ana", "smile").encode()),
    (
        ".boris",
        b'{"behaviors_conf":{"0":{"code":"a","type":"State event"}},"observations":{"o":{"events":[[1,"A","a"]]}}}',
    ),
    (".csv", b"Time,Subject,Behavior,Status\n1.0,Ana,smile,START\n3.0,Ana,smile,STOP\n4,Ben,nod,POINT\n"),
)


@pytest.mark.slow
@FUZZ
@given(st.sampled_from(TEMPLATES), st.data())
def test_any_change_of_a_file_of_events_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, template: tuple[str, bytes], data: st.DataObject
) -> None:
    ending, content = template
    at = data.draw(st.integers(0, len(content)))
    more = data.draw(
        st.binary(max_size=8) | st.sampled_from([b"9" * 400, b"1e999", b"NaN", b'"', b"[" * 50, b"\xff\xfe"])
    )
    path = tmp_path_factory.getbasetemp() / f"events{ending}"
    path.write_bytes(content[:at] + more + content[at + data.draw(st.integers(0, 20)) :])
    try:
        events = read_events(path)
    except SessionError as error:
        assert str(error).endswith(".")  # noqa: PT017 - what is unharmed is read
        return
    assert all(math.isfinite(event.start_s) and event.label == one_line(event.label) for event in events)
