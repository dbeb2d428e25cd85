"""Sessions for other programs: every format carries the values that are in the session."""

from __future__ import annotations

import re
from pathlib import Path

import av
import numpy as np
import pytest

from emotion_desk import cli
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.measures.names import ACTION_UNITS
from emotion_desk.sessions.export import report, table_files
from emotion_desk.sessions.export.emotion_segments import segments
from emotion_desk.sessions.export.exporters import ENDINGS, export
from emotion_desk.sessions.export.tidy_table import COLUMNS, NAMES, readings_from_rows, rows
from emotion_desk.sessions.format import Mark, reading_to_raw
from emotion_desk.sessions.reader import Session
from tests.sessions.made import made_session
from tests.sources.clips import write_clip


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return made_session(tmp_path / "zażółć session")


@pytest.mark.slow
def test_tables_carry_the_same_values_and_give_the_readings_back(session: Session, tmp_path: Path) -> None:
    expected = list(rows(session.readings()))
    raws = [reading_to_raw(reading) for reading in session.readings()]
    assert len(expected) == sum(max(1, len(raw["people"])) + (raw["voice"] is not None) for raw in raws)
    for kind, read in (
        ("csv", table_files.read_csv),
        ("jsonl", table_files.read_jsonl),
        ("parquet", table_files.read_parquet),
    ):
        path = export(session, kind, tmp_path / f"table{ENDINGS[kind]}")
        got = list(read(path))
        assert got == expected, kind
        assert [reading_to_raw(reading) for reading in readings_from_rows(got)] == raws, kind


def test_columns_have_units_and_parquet_says_them(session: Session, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(export(session, "parquet", tmp_path / "t.parquet"))
    assert schema.names == list(NAMES)
    assert {f.name: f.metadata[b"unit"].decode() for f in schema} == {c.name: c.unit for c in COLUMNS}
    documented = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for column in COLUMNS:
        is_listed = (
            column.name.removeprefix("fused_").removeprefix("corrected_") in EMOTIONS or column.name in ACTION_UNITS
        )
        assert is_listed or f"`{column.name}`" in documented, column.name


def test_stretches_begin_and_end_where_the_emotion_changes(session: Session) -> None:
    ana = [s for s in segments(session.readings()) if s.subject == "Ana"]
    assert [(s.start_s, s.emotion) for s in ana] == [(0.0, "happy"), (0.5, "calm"), (0.6, "happy"), (2.0, "sad")]
    assert [s.end_s for s in ana] == [0.5, 0.6, 2.0, 3.8]
    assert ana[0].share == pytest.approx(0.86)
    other = [s for s in segments(session.readings()) if s.subject == "Face 2"]
    assert [(s.start_s, s.end_s, s.emotion) for s in other] == [(1.0, 2.0, "angry")]
    voice = [s for s in segments(session.readings()) if s.subject == "Voice"]
    assert [(s.start_s, s.end_s, s.emotion) for s in voice] == [(1.0, 2.9, "fearful")]


_TIME = r"(\d\d):([0-5]\d):([0-5]\d)[.,](\d{3})"


def _seconds(text: str) -> float:
    match = re.fullmatch(_TIME, text)
    assert match is not None, text
    h, m, s, ms = (int(part) for part in match.groups())
    return h * 3600 + m * 60 + s + ms / 1000


def test_webvtt_keeps_the_rules_and_says_every_stretch(session: Session, tmp_path: Path) -> None:
    text = export(session, "webvtt", tmp_path / "c.vtt").read_text(encoding="utf-8")
    head, *cues = text.rstrip("\n").split("\n\n")
    assert head == "WEBVTT"
    seen = []
    starts = []
    for cue in cues:
        lines = cue.split("\n")
        timing = lines.index(next(line for line in lines if " --> " in line))
        assert timing <= 1
        begin, end = lines[timing].split(" --> ")
        assert _seconds(begin) < _seconds(end)
        starts.append(_seconds(begin))
        payload = lines[timing + 1 :]
        assert len(payload) == 1
        assert "-->" not in payload[0]
        assert not re.search(r"&(?!amp;|lt;|gt;)", payload[0])
        seen.append((_seconds(begin), _seconds(end), re.sub(r"^<v [^>]*>", "", payload[0])))
    assert starts == sorted(starts)
    wanted = [
        (s.start_s, s.end_s, f"{s.subject}: {s.emotion} {s.share * 100:.1f} %") for s in segments(session.readings())
    ]
    assert [cue for cue in seen if cue in wanted] == wanted
    assert len(seen) == len(wanted) + 2
    with av.open(str(tmp_path / "c.vtt")) as parsed:  # FFmpeg's own reader agrees
        assert parsed.streams.subtitles[0].codec_context.name == "webvtt"
        assert sum(packet.size > 0 for packet in parsed.demux()) == len(seen)


def test_srt_counts_from_one_and_ffmpeg_reads_it(session: Session, tmp_path: Path) -> None:
    path = export(session, "srt", tmp_path / "c.srt")
    blocks = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    assert [block.split("\n")[0] for block in blocks] == [str(n + 1) for n in range(len(blocks))]
    with av.open(str(path)) as parsed:
        assert sum(packet.size > 0 for packet in parsed.demux()) == len(blocks)


def test_elan_opens_in_pympi_with_the_stretches(session: Session, tmp_path: Path) -> None:
    elan = pytest.importorskip("pympi").Elan
    eaf = elan.Eaf(str(export(session, "elan", tmp_path / "s.eaf")))
    by_subject: dict[str, list[tuple[int, int, str]]] = {}
    for s in segments(session.readings()):
        value = f"{s.emotion} {s.share:.3f}"
        by_subject.setdefault(s.subject, []).append((round(s.start_s * 1000), round(s.end_s * 1000), value))
    assert set(eaf.get_tier_names()) == {*by_subject, "Speech", "Marks"}
    for subject, spans in by_subject.items():
        assert sorted(eaf.get_annotation_data_for_tier(subject)) == spans
    assert [span[:2] for span in eaf.get_annotation_data_for_tier("Speech")] == [(1000, 2900)]
    marks = sorted(eaf.get_annotation_data_for_tier("Marks"))
    assert [(begin, end) for begin, end, _ in marks] == [(500, 700), (700, 1200)]
    assert marks[1][2] == "dzień dobry"


def test_rendered_video_shows_the_boxes_on_the_faces(tmp_path: Path) -> None:
    clip = write_clip(tmp_path / "a b.mp4", seconds=2.0, fps=20, size=(160, 120), flashes=(0.4,))
    made = made_session(tmp_path / "s", clip)
    path = export(made, "video", tmp_path / "out.mp4")
    with av.open(str(path)) as video:
        frames = {round(f.time, 3): f.to_ndarray(format="bgr24") for f in video.decode(video=0)}
    original = dict(made.frames())
    assert sorted(frames) == pytest.approx(sorted(original), abs=0.002)
    drawn = frames[min(frames, key=lambda t: abs(t - 1.6))].astype(int)
    edge = drawn[60, 8:13].max(axis=0)  # the left edge of Ana's box: happy is orange, B < R
    assert edge[2] > 120
    assert edge[2] > edge[0] + 50
    assert np.abs(drawn[30:60, 120:150] - 20).mean() < 12  # and where nobody is, nothing is drawn
    with av.open(str(path)) as video:
        sound = np.concatenate([f.to_ndarray()[0] for f in video.decode(audio=0)])
        rate = video.streams.audio[0].rate
    assert np.argmax(np.abs(sound) > 0.1) / rate == pytest.approx(0.4, abs=0.04)


@pytest.mark.slow
def test_report_is_one_page_that_needs_nothing_else(session: Session, tmp_path: Path) -> None:
    page = export(session, "report", tmp_path / "r.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 3
    for text in ("Ana", "Face 2", "Voice", "a &amp; b.mp4", "&lt;closes&gt;", "zażółć session"):
        assert text in page
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", page)
    assert "<script" not in page


def test_an_export_appears_whole_or_not_at_all(session: Session, tmp_path: Path) -> None:
    with pytest.raises(SessionError, match="keeps neither picture nor sound"):
        export(session, "video", tmp_path / "v.mp4")
    with pytest.raises(SessionError, match="cannot be written"):
        export(session, "csv", tmp_path / "nowhere" / "t.csv")
    with pytest.raises(SessionError, match="no format 'doc'"):
        export(session, "doc")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == []


def test_the_command_says_where_the_file_is(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(session.folder), "--format", "srt"]) == 0
    assert capsys.readouterr().out.strip() == str(session.folder / "export.srt")
    assert cli.main(["export", str(session.folder / "no"), "--format", "srt"]) == 1
    assert cli.main(["export", str(session.folder), "--format", "doc"]) == 2


def test_all_plots_of_a_report_have_the_same_span_of_time() -> None:
    answers = [dict.fromkeys(EMOTIONS, 1 / len(EMOTIONS))] * 3
    for times in ([2.0, 2.1, 2.2], [24.0, 25.0, 26.0]):
        assert report._plot(times, answers, [Mark(1, 16.0, "door")], (0.5, 29.0)).axes[0].get_xlim() == (0.5, 29.0)
