"""A WebSocket that sends each reading as one JSON text, to programs on this machine only.

It listens on the loopback address, and turns away web pages of other sites: a browser lets any page connect to this
machine, but it always says where the page comes from.
"""

from __future__ import annotations

import json
import logging
import queue
import re
import threading
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.streams.open_stream import message

if TYPE_CHECKING:
    from websockets.sync.server import ServerConnection

logger = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
THREAD_NAME: Final = "emotion-desk-websocket"
_LOCAL_PAGE: Final = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
#: Messages kept for a listener that is slow; then the oldest go.
_MOST_WAITING: Final = 64
_CLOSE_S: Final = 2.0


class WebSocketStream:
    """Serves until it is closed.

    Args:
        port: 0 for any free one.

    Raises:
        SessionError: the extra is missing, or the port is taken.
    """

    def __init__(self, port: int) -> None:
        if find_spec("websockets") is None:
            raise SessionError("The WebSocket needs the extra 'streams': pip install emotion-desk[streams].")
        from websockets.sync.server import serve

        self._zero_ns = now_ns()
        self._lock = threading.Lock()
        self._listeners: set[queue.Queue[str | None]] = set()
        self._closed = False
        #: Messages that slow listeners did not get.
        self.dropped = 0
        try:
            self._server = serve(self._attend, HOST, port, origins=[None, _LOCAL_PAGE])
        except OSError as error:
            raise SessionError(f"Port {port} cannot be opened for the WebSocket: {error.strerror or error}.") from error
        self.port: int = self._server.socket.getsockname()[1]
        self._thread = threading.Thread(target=self._server.serve_forever, name=THREAD_NAME, daemon=True)
        self._thread.start()

    @property
    def place(self) -> str:
        """Return where others find it."""
        return f"Readings are sent to ws://{HOST}:{self.port} on this machine."

    def send(self, reading: DeskReading) -> None:
        """Leave a reading for every listener; never waits."""
        with self._lock:
            if not self._listeners:
                return
            listeners = list(self._listeners)
        text = json.dumps(message(reading, self._zero_ns), ensure_ascii=False, separators=(",", ":"))
        for listener in listeners:
            self._leave(listener, text)

    def _leave(self, listener: queue.Queue[str | None], text: str | None) -> None:
        while True:
            try:
                listener.put_nowait(text)
            except queue.Full:
                with suppress(queue.Empty):
                    listener.get_nowait()
                    self.dropped += 1
            else:
                return

    def _attend(self, connection: ServerConnection) -> None:
        """Send to one listener until one of the two goes; runs in a thread of its own."""
        from websockets.exceptions import ConnectionClosed

        waiting: queue.Queue[str | None] = queue.Queue(_MOST_WAITING)
        with self._lock:
            if self._closed:
                return
            self._listeners.add(waiting)
        try:
            while (text := waiting.get()) is not None:
                connection.send(text)
        except ConnectionClosed:
            logger.info("a listener went away")
        finally:
            with self._lock:
                self._listeners.discard(waiting)

    def close(self) -> None:
        """Let all listeners go and stop to serve."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            listeners = list(self._listeners)
        for listener in listeners:
            self._leave(listener, None)
        self._server.shutdown()
        self._thread.join(_CLOSE_S)
