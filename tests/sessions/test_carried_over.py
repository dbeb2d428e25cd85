"""A file that is analysed again: what people added to the analysis before stays, whoever was killed in between."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from emotion_desk.sessions.analyse import analyse_file
from emotion_desk.sessions.analysis_options import AnalysisOptions
from emotion_desk.sessions.baselines import Baseline, Baselines
from emotion_desk.sessions.carried_over import carry_over, restore, swap
from emotion_desk.sessions.reader import Session, open_session
from emotion_desk.sessions.session_edits import read_tags, write_tags
from tests.sessions.made import LookingReader, made_session, sure
from tests.sources.clips import write_clip

OPTIONS = AnalysisOptions(people=False)


def analysed(source: Path, folder: Path, options: AnalysisOptions = OPTIONS) -> Session:
    analyse_file(source, folder, options, LookingReader())
    return open_session(folder)


def clip(folder: Path) -> Path:
    return write_clip(folder / "talk.mp4", seconds=0.4, fps=5, size=(64, 48), flashes=(0.2,))


def test_what_people_added_is_there_after_another_analysis(tmp_path: Path) -> None:
    source = clip(tmp_path)
    before = analysed(source, tmp_path / "out" / "talk.mp4")
    before.annotations.add("face 1", 0.0, 0.3, "sad", "me")
    before.mark_list.add(0.1, "door")
    write_tags(before.folder, ["pilot"])
    (before.folder / "notes").mkdir()
    (before.folder / "notes" / "mine.txt").write_text("mine")
    before.keep_baselines(Baselines((Baseline("Ana", (1,), 0.0, 2.0, 3, sure("neutral")),)))
    after = analysed(source, before.folder, replace(OPTIONS, fps=2.0))
    assert after.info.settings["fps"] == 2.0
    assert [one.label for one in after.annotations.all()] == ["sad"]
    assert [one.label for one in after.marks()] == ["door"]
    assert read_tags(after.folder) == ("pilot",)
    assert (after.folder / "notes" / "mine.txt").read_text() == "mine"
    assert after.baselines is None, "nobody is seen in the span"
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["talk.mp4"]


def test_neutral_spans_are_measured_again_on_the_new_answers(tmp_path: Path) -> None:
    before, after = made_session(tmp_path / "before"), made_session(tmp_path / "after")
    whole = before.measure_baseline((0.0, 1.5), "Ana").each[0]
    # Of other networks, before she was enrolled.
    wrong = replace(whole, subject="Face 1", answers=1, emotion=sure("angry"))
    before.keep_baselines(Baselines((wrong,), False))
    carry_over(before.folder, after.folder)
    found = open_session(after.folder).baselines
    assert found is not None
    assert not found.is_on
    assert [(one.subject, one.answers) for one in found.each] == [("Ana", whole.answers)]
    assert found.each[0].emotion == pytest.approx(whole.emotion, abs=1e-5)
    assert open_session(before.folder).baselines == Baselines((wrong,), False), "the analysis before stays whole"


def test_an_analysis_whose_process_was_killed_in_the_swap_comes_back(tmp_path: Path) -> None:
    folder, part = tmp_path / "talk.mp4", tmp_path / ".0123.part"
    part.mkdir()
    folder.mkdir()
    (folder / "annotations.jsonl").write_text("mine")
    folder.rename(tmp_path / ".0123.before")  # and here it was killed
    restore(part, folder)
    assert (folder / "annotations.jsonl").read_text() == "mine"
    swap(part, folder)
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []
