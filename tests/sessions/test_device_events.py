"""A device that is lost and comes back during a recording is listed in session.json."""

from __future__ import annotations

from pathlib import Path

from emotion_desk.clock import NS_PER_S
from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.pipeline.event_log import EventLog
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.sessions.device_events import DeviceEventList
from emotion_desk.sessions.disk_space import DiskLimits
from emotion_desk.sessions.header import read_info
from emotion_desk.sessions.recorder import Recorder
from emotion_desk.sessions.recording_options import RecordingMetadata, RecordingRequest


def test_losses_and_returns_stand_in_the_header(tmp_path: Path) -> None:
    recorder = Recorder(RecordingRequest(tmp_path / "s", ("readings",), DiskLimits(0, 0)), RecordingMetadata())
    observers = ObserverList()
    events = EventLog(observers.event)
    recorder.start()
    observers.set("recorder", recorder)
    for state in (State.OPENING, State.RUNNING, State.LOST, State.RUNNING, State.RUNNING, State.LOST):
        events.add(Side.SOUND, state, "Microphone X.")
    recorder.stop(60)

    listed = read_info(tmp_path / "s").device_events

    assert [(event.side, event.state, event.text) for event in listed] == [
        ("sound", "lost", "Microphone X."),
        ("sound", "returned", "Microphone X."),
        ("sound", "lost", "Microphone X."),
    ]


def test_another_microphone_is_named_in_the_header(tmp_path: Path) -> None:
    request = RecordingRequest(tmp_path / "s", ("readings",), DiskLimits(0, 0))
    recorder = Recorder(request, RecordingMetadata(picture="Camera 0", sound="Microphone X"))
    observers = ObserverList()
    events = EventLog(observers.event)
    recorder.start()
    observers.set("recorder", recorder)
    for device in ("Microphone X", "Microphone Y", "", "Microphone X"):
        events.add(Side.SOUND, State.RUNNING if device else State.NONE, "A sentence.", device)
    recorder.stop(60)

    info = read_info(tmp_path / "s")

    assert info.devices == {"picture": "Camera 0", "sound": "Microphone X"}
    assert [(change.side, change.device) for change in info.device_changes] == [
        ("sound", "Microphone Y"),
        ("sound", None),
        ("sound", "Microphone X"),
    ]
    assert info.device_events == ()


def test_times_count_from_the_zero_and_the_list_is_bounded() -> None:
    events = DeviceEventList()
    for second in range(3000):
        state = State.LOST if second % 2 == 0 else State.RUNNING
        events.add(DeskEvent(Side.PICTURE, state, "", (second + 5) * NS_PER_S))
    listed = events.listed(4 * NS_PER_S)
    assert len(listed) == 1000
    assert [event.time_s for event in listed[:2]] == [1.0, 2.0]
