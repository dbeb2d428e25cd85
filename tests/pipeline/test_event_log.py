"""Events are one sentence each and never pile up."""

from __future__ import annotations

from emotion_desk.errors import SourceLostError
from emotion_desk.messages import Side, State
from emotion_desk.pipeline.event_log import MOST_KEPT, EventLog, sentence


def test_drained_once_in_order() -> None:
    log = EventLog()
    log.add(Side.PICTURE, State.OPENING, "Opening a.")
    log.add(Side.SOUND, State.LOST, "b is gone.")
    events = log.drain()
    assert [event.text for event in events] == ["Opening a.", "b is gone."]
    assert events[0].stamp_ns <= events[1].stamp_ns
    assert log.drain() == []


def test_nobody_who_listens_costs_no_memory() -> None:
    log = EventLog()
    for n in range(MOST_KEPT * 3):
        log.add(Side.NETWORK, State.RUNNING, str(n))
    events = log.drain()
    assert len(events) == MOST_KEPT
    assert events[-1].text == str(MOST_KEPT * 3 - 1)


def test_sentence_of_expected_and_unexpected_errors() -> None:
    assert sentence(SourceLostError("The camera is gone."), "x") == "The camera is gone."
    assert sentence(ValueError("bad\nworse"), "It failed") == "It failed: ValueError (bad)."
    assert sentence(KeyError(), "It failed") == "It failed: KeyError."
