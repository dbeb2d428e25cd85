"""Readings for other programs while they come."""

from __future__ import annotations

import json
from typing import Any

import pytest

from emotion_desk import cli
from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import Box, DeskReading, PersonReading, SpeakerReading
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.sessions.format import reading_from_raw
from emotion_desk.sessions.streams.open_stream import message, open_stream
from emotion_desk.sessions.streams.stream_observer import StreamObserver
from emotion_desk.sessions.streams.websocket import WebSocketStream
from tests.pipeline.fakes import wait_until
from tests.sessions.made import sure

WAIT_S = 30.0


def made(index: int) -> DeskReading:
    now = now_ns()
    person = PersonReading(3, Box(1, 2, 3, 4), sure("happy"))
    return DeskReading(
        index, "multitask", "onnx-int8", now, 9.0, index, now, now, (person,), SpeakerReading(True, -20.0, sure("sad"))
    )


@pytest.fixture
def stream() -> Any:
    pytest.importorskip("websockets")
    opened = WebSocketStream(0)
    yield opened
    opened.close()


def _connect(stream: WebSocketStream, **options: Any) -> Any:
    from websockets.sync.client import connect

    return connect(f"ws://127.0.0.1:{stream.port}", open_timeout=WAIT_S, **options)


def _listening(stream: WebSocketStream, count: int) -> bool:
    return wait_until(lambda: len(stream._listeners) == count, WAIT_S)


def test_every_listener_gets_every_reading_in_the_words_of_the_session(stream: WebSocketStream) -> None:
    observers = ObserverList()
    observers.set("stream", StreamObserver(stream))
    with _connect(stream) as one, _connect(stream) as other:
        assert _listening(stream, 2)
        for index in range(5):
            observers.reading(made(index))
        for listener in (one, other):
            lines = [json.loads(listener.recv(timeout=WAIT_S)) for _ in range(5)]
            readings = [reading_from_raw(line) for line in lines]
            assert all(reading.people[0].track_id == 3 for reading in readings)
            assert [reading.time_s for reading in readings] == sorted(reading.time_s for reading in readings)
            assert set(lines[0]) == set(message(made(0), 0))
    stream.send(made(9))  # nobody is told of a listener that left before there is something to send
    stream.send(made(9))
    assert _listening(stream, 0)


def test_only_this_machine_and_no_page_of_another_site(stream: WebSocketStream) -> None:
    from websockets.exceptions import InvalidStatus

    assert stream._server.socket.getsockname()[0] == "127.0.0.1"
    for origin in ("https://evil.example", "http://localhost.evil.example", "null"):
        with pytest.raises(InvalidStatus), _connect(stream, origin=origin):
            pass
    with _connect(stream, origin="http://localhost:5173"):
        assert _listening(stream, 1)


def test_a_listener_that_sleeps_costs_itself_only(stream: WebSocketStream) -> None:
    with _connect(stream) as asleep:
        assert _listening(stream, 1)
        count = 0
        while stream.dropped == 0:  # sockets buffer some, then its queue is full, and sending goes on
            stream.send(made(count))
            count += 1
            assert count < 100_000
        asleep.recv(timeout=WAIT_S)
        stream.close()


def test_a_taken_port_and_wrong_names_are_one_sentence(stream: WebSocketStream) -> None:
    with pytest.raises(SessionError, match=f"Port {stream.port} cannot be opened"):
        open_stream(f"ws:{stream.port}")
    for name in ("osc", "ws:x", "ws:70000", "lsl:1"):
        with pytest.raises(SessionError, match="There is no stream"):
            open_stream(name)


def test_a_run_refuses_an_unknown_stream(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["run", "--headless", "--demo", "--mic", "none", "--seconds", "1", "--stream", "osc"]) == 1
    assert "There is no stream 'osc'" in capsys.readouterr().err


def test_lab_streaming_layer_carries_text_and_numbers() -> None:
    pytest.importorskip("pylsl")
    import pylsl

    stream = open_stream("lsl")
    try:
        found = {info.name(): info for info in pylsl.resolve_streams(5.0) if info.name().startswith("EmotionDesk")}
        if not found:
            pytest.skip("the network of this machine lets no stream be found")
        inlets = {name: pylsl.StreamInlet(info) for name, info in found.items()}
        for inlet in inlets.values():
            inlet.open_stream(WAIT_S)
        reading = made(1)
        stream.send(reading)
        (text,), _ = inlets["EmotionDesk"].pull_sample(WAIT_S)
        assert reading_from_raw(json.loads(text)).people[0].emotion["happy"] == pytest.approx(0.86)
        face, moment = inlets["EmotionDesk-face"].pull_sample(WAIT_S)
        assert face[:5] == [3.0, 1.0, 2.0, 3.0, 4.0]
        assert face[5:] == pytest.approx(list(sure("happy").values()))
        assert abs(pylsl.local_clock() - moment) < WAIT_S
        voice, _ = inlets["EmotionDesk-voice"].pull_sample(WAIT_S)
        assert voice[:2] == [1.0, -20.0]
        for inlet in inlets.values():
            inlet.close_stream()
    finally:
        stream.close()
