"""Readings for other programs while they come."""

from __future__ import annotations

import json
import math
import socket
import tracemalloc
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from emotion_desk import cli
from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import Box, DeskReading, PersonReading, SpeakerReading
from emotion_desk.pipeline.desk import Desk
from emotion_desk.pipeline.observers import ObserverList
from emotion_desk.sessions.format import reading_from_raw
from emotion_desk.sessions.streams import lsl
from emotion_desk.sessions.streams.message import message
from emotion_desk.sessions.streams.open_stream import open_stream
from emotion_desk.sessions.streams.stream_observer import StreamObserver
from emotion_desk.sessions.streams.websocket import HOST, MOST_CLIENTS, TOKEN_VARIABLE, WebSocketStream
from tests.measures.made import MEASURES
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

    return connect(options.pop("url", stream.url), open_timeout=WAIT_S, **options)


def _handshake(client: socket.socket, stream: WebSocketStream) -> bytes:
    """Open a WebSocket by hand, without anything that reads on, and return the first line of the answer."""
    client.settimeout(WAIT_S)
    client.sendall(
        f"GET /{stream.token} HTTP/1.1\r\nHost: {HOST}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
    )
    return client.recv(65_536).partition(b"\r\n")[0]


def _connected(stream: WebSocketStream, count: int) -> bool:
    return wait_until(lambda: stream.clients == count, WAIT_S)


def test_every_client_gets_every_reading_as_a_line_of_the_session(stream: WebSocketStream) -> None:
    observers = ObserverList()
    observers.set("stream", StreamObserver(stream))
    with _connect(stream) as one, _connect(stream) as other:
        assert _connected(stream, 2)
        for index in range(5):
            observers.reading(made(index))
        for listener in (one, other):
            lines = [json.loads(listener.recv(timeout=WAIT_S)) for _ in range(5)]
            readings = [reading_from_raw(line) for line in lines]
            assert all(reading.people[0].track_id == 3 for reading in readings)
            assert [reading.time_s for reading in readings] == sorted(reading.time_s for reading in readings)
            assert set(lines[0]) == set(message(made(0), 0))
    assert _connected(stream, 0)


def test_only_this_machine_and_no_page_of_another_site(stream: WebSocketStream) -> None:
    from websockets.exceptions import InvalidStatus

    assert stream.url.startswith("ws://127.0.0.1:")
    for origin in ("https://evil.example", "http://localhost.evil.example", "null"):
        with pytest.raises(InvalidStatus), _connect(stream, origin=origin):
            pass
    with _connect(stream, origin="http://localhost:5173"):
        assert _connected(stream, 1)


@pytest.mark.slow
def test_a_client_that_does_not_read_is_disconnected_and_counted(stream: WebSocketStream) -> None:
    with socket.create_connection((HOST, stream.port)) as deaf, _connect(stream) as reads:
        _handshake(deaf, stream)
        assert _connected(stream, 2)
        count = 0
        while stream.dropped_clients == 0:  # the kernel buffers some, then the queue of the client is full
            stream.send(made(count))
            count += 1
            assert count < 100_000
            reads.recv(timeout=WAIT_S)
        assert stream.clients == 1
        assert stream.summary == "1 client was disconnected from the stream for reading too slowly."


def test_clients_that_only_send_cost_no_memory_and_no_client_is_admitted_beyond_the_limit(
    stream: WebSocketStream,
) -> None:
    frame = b"\x82\xfe" + (500).to_bytes(2, "big") + bytes(4) + bytes(500)  # binary, masked with zeros
    with ExitStack() as opened:
        clients = [opened.enter_context(socket.create_connection((HOST, stream.port))) for _ in range(MOST_CLIENTS + 4)]
        for client in clients[:MOST_CLIENTS]:
            assert b" 101 " in _handshake(client, stream)
        for client in clients[MOST_CLIENTS:]:
            assert b" 503 " in _handshake(client, stream)
        assert _connected(stream, MOST_CLIENTS)
        tracemalloc.start()
        try:
            for client in clients[:MOST_CLIENTS]:
                client.settimeout(WAIT_S)
                client.sendall(frame * 1000)  # half a megabyte each
            assert tracemalloc.get_traced_memory()[0] < 4_000_000
        finally:
            tracemalloc.stop()


def test_an_oversized_frame_ends_its_client_only(stream: WebSocketStream) -> None:
    from websockets.exceptions import ConnectionClosed

    with _connect(stream) as well_behaved, _connect(stream) as huge:
        assert _connected(stream, 2)
        huge.send("x" * 100_000)
        with pytest.raises(ConnectionClosed):
            huge.recv(timeout=WAIT_S)
        assert _connected(stream, 1)
        stream.send(made(1))
        assert json.loads(well_behaved.recv(timeout=WAIT_S))["people"]


@pytest.mark.parametrize("path", ["", "wrong", "%2e%2e", "A" * 10_000])
def test_without_the_token_nobody_is_admitted(stream: WebSocketStream, path: str) -> None:
    from websockets.exceptions import InvalidHandshake

    with pytest.raises((InvalidHandshake, EOFError)), _connect(stream, url=f"ws://{HOST}:{stream.port}/{path}"):
        pass
    assert stream.clients == 0


def test_the_token_is_new_each_time_or_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("websockets")
    first, second = WebSocketStream(0), WebSocketStream(0)
    first.close()
    second.close()
    assert first.token != second.token
    monkeypatch.setenv(TOKEN_VARIABLE, "laboratory-7-window")
    fixed = WebSocketStream(0)
    fixed.close()
    assert fixed.url.endswith("/laboratory-7-window")
    monkeypatch.setenv(TOKEN_VARIABLE, "short")
    with pytest.raises(SessionError, match="16 to 128 letters"):
        WebSocketStream(0)


def test_a_stuck_client_does_not_delay_the_end(stream: WebSocketStream) -> None:
    with socket.create_connection((HOST, stream.port)) as stuck:
        _handshake(stuck, stream)
        assert _connected(stream, 1)
        for index in range(32):
            stream.send(made(index))
        stream.close()
        assert not stream._thread.is_alive()  # close() waits for one second at most
        assert stream.clients == 0


def test_a_taken_port_and_wrong_names_are_one_sentence(stream: WebSocketStream) -> None:
    with pytest.raises(SessionError, match=f"Port {stream.port} cannot be opened"):
        open_stream(f"ws:{stream.port}")
    for name in ("osc", "ws:x", "ws:70000", "lsl:1"):
        with pytest.raises(SessionError, match="There is no stream"):
            open_stream(name)


def test_a_run_refuses_an_unknown_stream_before_it_records_or_loads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Desk, "start", lambda _self: pytest.fail("the desk has started"))
    command = ["run", "--headless", "--demo", "--seconds", "1", "--record", str(tmp_path / "session")]
    assert cli.main([*command, "--stream", "osc"]) == 1
    assert "There is no stream 'osc'" in capsys.readouterr().err
    assert not (tmp_path / "session").exists()


def test_the_measures_of_a_face_are_numbers_and_unknown_ones_nan() -> None:
    person = replace(made(1).people[0], measures=replace(MEASURES, yaw=None))
    numbers = dict(zip(lsl.MEASURE_CHANNELS, lsl.measure_numbers(person, person.measures or MEASURES), strict=True))
    assert numbers["track"] == 3
    assert numbers["valence"] == pytest.approx(0.86 - 0.02)
    assert (numbers["arousal"], numbers["AU12"]) == (0.5, 0.75)
    assert math.isnan(numbers["yaw"])
    assert math.isnan(numbers["gaze_yaw"])


@pytest.mark.slow
def test_lab_streaming_layer_carries_text_and_numbers() -> None:
    pytest.importorskip("pylsl")
    import pylsl

    stream = open_stream("lsl")
    try:
        assert "every computer on the local network can receive them" in stream.address
        found: dict[str, Any] = {}
        for name in (lsl.NAME, *(f"{lsl.NAME}-{kind}" for kind in ("face", "measures", "voice"))):
            found |= {info.name(): info for info in pylsl.resolve_byprop("name", name, 1, 5.0)}
        if len(found) < 4:
            pytest.skip("the network of this machine lets no stream be found")
        inlets = {name: pylsl.StreamInlet(info) for name, info in found.items()}
        for inlet in inlets.values():
            inlet.open_stream(WAIT_S)
        reading = made(1)
        person = replace(reading.people[0], measures=MEASURES)
        stream.send(replace(reading, people=(person,)))
        (text,), _ = inlets["EmotionDesk"].pull_sample(WAIT_S)
        assert reading_from_raw(json.loads(text)).people[0].emotion["happy"] == pytest.approx(0.86)
        face, moment = inlets["EmotionDesk-face"].pull_sample(WAIT_S)
        assert face[:5] == [3.0, 1.0, 2.0, 3.0, 4.0]
        assert face[5:] == pytest.approx(list(sure("happy").values()))
        assert abs(pylsl.local_clock() - moment) < WAIT_S
        measures, _ = inlets["EmotionDesk-measures"].pull_sample(WAIT_S)
        assert dict(zip(lsl.MEASURE_CHANNELS, measures, strict=True))["yaw"] == -12.5
        voice, _ = inlets["EmotionDesk-voice"].pull_sample(WAIT_S)
        assert voice[:2] == [1.0, -20.0]
        for inlet in inlets.values():
            inlet.close_stream()
    finally:
        stream.close()
