"""A lane for each person and one for the voice, over the chosen span."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from pytestqt.qtbot import QtBot

from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import DeskReading, Identity, SpeakerReading
from emotion_desk.ui.live import lane_history as lanes_module
from emotion_desk.ui.live.lane_history import VOICE, LaneHistory
from emotion_desk.ui.live.lanes import Lanes, answers_of
from emotion_desk.ui.widgets.theme import DARK, Theme
from tests.ui.conftest import emotions, reading


def test_every_person_and_the_voice_have_a_lane() -> None:
    voice = SpeakerReading(True, -20.0, emotions("angry"))
    history = LaneHistory(0.25)
    for _ in range(20):
        history.add(answers_of(reading(1, 2, voice=voice)))
    for _ in range(20):
        history.add(answers_of(reading(2, emotion="sad")))
    assert history.keys(60) == ["3 000001", "3 000002", VOICE]
    assert [history.titles[key] for key in history.keys(60)] == ["Face 1", "Face 2", "Voice"]
    assert history.keys(5) == ["3 000002"]
    shares = history.shares("3 000002", 10, 40)
    assert np.argmax(shares[:20], axis=1).tolist() == [EMOTIONS.index("happy")] * 20
    assert np.argmax(shares[20:], axis=1).tolist() == [EMOTIONS.index("sad")] * 20
    assert np.isnan(history.shares("3 000001", 10, 40)[20:]).all()
    assert np.isnan(history.shares("nobody", 10, 40)).all()


def test_gaps_and_what_lies_before_the_start_are_empty() -> None:
    history = LaneHistory(0.25)
    assert history.keys(None) == []
    history.add(answers_of(reading(1)))
    history.add(answers_of(None))
    shares = history.shares("3 000001", 60, 240)
    assert np.isnan(shares[-1]).all()
    assert not np.isnan(shares[-2]).any()
    assert np.isnan(shares[:-2]).all()


def test_hours_take_no_more_memory_than_one(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(lanes_module, "_MOST_STEPS", 100)
    history = LaneHistory(0.25)
    for step in range(350):
        history.add(answers_of(reading(1, emotion="happy" if step < 300 else "sad")))
    assert history.step_s == 1.0
    assert history.steps <= 100
    assert history.steps * history.step_s >= 80
    assert all(len(lane) <= 256 for lane in history._lanes.values())
    for number in range(2, 60):
        history.add(answers_of(reading(number)))
    assert len(history._lanes) <= lanes_module._MOST_KEPT


def test_a_person_who_comes_back_goes_on_in_the_same_lane(theme: Theme, qtbot: QtBot) -> None:
    widget = Lanes(theme)
    qtbot.addWidget(widget)

    def seen(track: int, unknown: int | None) -> DeskReading:
        made = reading(track)
        (person,) = made.people
        return replace(made, people=(replace(person, identity=Identity(unknown=unknown)),))

    for track, unknown in ((1, None), (1, 7), (2, None), (2, 7)):
        for _ in range(4):
            widget.step(seen(track, unknown))
    (key,) = widget.history.keys(60)
    assert widget.history.titles[key] == "Unknown 7"
    assert not np.isnan(widget.history.shares(key, 4, 16)).any()


def test_the_widget_tells_the_newest_answers(theme: Theme, qtbot: QtBot) -> None:
    widget = Lanes(theme)
    qtbot.addWidget(widget)
    widget.resize(400, 120)
    widget.show()
    widget.step(reading(1))
    assert widget.accessibleName() == "Emotions of each person over time: Face 1 happy 79 %"
    light = widget.grab().toImage()
    widget.choose_span(None)
    widget.set_theme(DARK)
    widget.set_active(False)
    dark = widget.grab().toImage()
    assert light != dark
    assert widget.drawn >= 2


def test_where_names_would_cover_each_other_who_left_gives_way(qtbot: QtBot, theme: Theme) -> None:
    lanes = Lanes(theme)
    qtbot.addWidget(lanes)
    for _ in range(80):
        lanes.step(reading(1, 2, 3))
    for _ in range(30):
        lanes.step(reading(2, 3))
    lanes.step(reading(2, 3, 4))
    assert len(lanes.rows(200)) == 4
    assert [row.title for row in lanes.rows(30)] == ["Face 2", "Face 3"]
    assert [row.title for row in lanes.rows(46)] == ["Face 2", "Face 3", "Face 4"]
    least = lanes.minimumHeight()
    assert len(lanes.rows(least - 24)) >= 3


def test_face_voice_and_both_have_lanes_of_their_own_where_there_is_room(qtbot: QtBot, theme: Theme) -> None:
    lanes = Lanes(theme)
    qtbot.addWidget(lanes)
    own = SpeakerReading(True, -20.0, emotions("angry"))
    plain = reading(1, 2, voice=own)
    first = replace(plain.people[0], fused=emotions("sad"))
    both = replace(plain, people=(first, plain.people[1]))
    for _ in range(8):
        lanes.step(both)
    rows = lanes.rows(200)
    assert [(row.title, row.basis, row.begins) for row in rows] == [
        ("Face 1", "face", True),
        ("Face 1", "voice", False),
        ("Face 1", "together", False),
        ("Face 2", "", True),
        ("Voice", "", True),
    ]
    newest = [EMOTIONS[int(lanes.history.shares(row.key, 2, 8)[-1].argmax())] for row in rows]
    assert newest == ["happy", "angry", "sad", "happy", "angry"]
    assert [row.title for row in lanes.rows(42)] == ["Face 1", "Face 2", "Voice"]

    named = replace(both, people=(replace(first, identity=Identity("Ana", 0.9)), plain.people[1]))
    lanes.step(named)
    assert [(row.title, row.basis) for row in lanes.rows(200)][:3] == [
        ("Ana", "face"),
        ("Ana", "voice"),
        ("Ana", "together"),
    ]
