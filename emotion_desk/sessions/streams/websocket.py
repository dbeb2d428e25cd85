"""A WebSocket server that sends each reading as one JSON text to programs on this machine.

It listens on the loopback address only.  Other users of the machine and web pages of other sites can reach that address
as well, so the URL contains a secret token, and requests of foreign pages (they carry an ``Origin``) are refused.  One
thread serves all clients.  Every buffer is bounded: a client that does not read is disconnected, and what a client
sends is thrown away.
"""

from __future__ import annotations

import asyncio
import hmac
import http
import json
import logging
import os
import re
import secrets
import threading
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from emotion_desk.clock import now_ns
from emotion_desk.errors import SessionError
from emotion_desk.messages import DeskReading
from emotion_desk.sessions.streams.message import message
from emotion_desk.translatable import translatable

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

logger = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
THREAD_NAME: Final = "emotion-desk-websocket"
MOST_CLIENTS: Final = 16
#: Readings queued for one client; a client that falls further behind is disconnected.
MOST_QUEUED: Final = 64
#: Sets the token for scripts that need the same URL each time; by default each run makes a new one.
TOKEN_VARIABLE: Final = "EMOTION_DESK_STREAM_TOKEN"
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{16,128}")
_LOCAL_PAGE: Final = re.compile(r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?")
#: Clients have nothing to say: their frames are limited, read and thrown away.
_INBOUND_BYTES: Final = 1024
_INBOUND_FRAMES: Final = 4
_WRITE_BUFFER_BYTES: Final = 65_536
_HANDSHAKE_S: Final = 5.0
_OPEN_S: Final = 5.0
_GOODBYE_S: Final = 0.4
_CLOSE_S: Final = 1.0


class WebSocketStream:
    """Serves until it is closed.

    Args:
        port: 0 for any free one.

    Raises:
        SessionError: the extra is missing, the port is taken, or the token in the environment is too weak.
    """

    def __init__(self, port: int) -> None:
        if find_spec("websockets") is None:
            raise SessionError(
                translatable("The WebSocket needs the extra 'streams': pip install emotion-desk[streams].")
            )
        self.token = _token()
        #: Clients that were disconnected because they did not read.
        self.dropped_clients = 0
        self._zero_ns = now_ns()
        self._lock = threading.Lock()
        self._clients: dict[ServerConnection, asyncio.Queue[str]] = {}
        self._in_flight = 0
        self._closed = False
        self._port = port
        self._failures: list[OSError] = []
        self._opened = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name=THREAD_NAME, daemon=True)
        self._thread.start()
        self._opened.wait(_OPEN_S)
        for error in self._failures:
            raise SessionError(
                translatable(
                    "Port {port} cannot be opened for the WebSocket: {reason}.",
                    port=port,
                    reason=error.strerror or error,
                )
            ) from error

    @property
    def port(self) -> int:
        """Return the port that the server listens on."""
        return self._port

    @property
    def url(self) -> str:
        """Return the URL with its token."""
        return f"ws://{HOST}:{self._port}/{self.token}"

    @property
    def address(self) -> str:
        """Return the URL, and who can use it."""
        return translatable(
            "Readings are sent to {url} on this machine; whoever knows this address can read them.", url=self.url
        )

    @property
    def summary(self) -> str | None:
        """Return how many clients were disconnected for being too slow, ``None`` if none was."""
        count = self.dropped_clients
        if count == 1:
            return translatable("1 client was disconnected from the stream for reading too slowly.")
        if count:
            return translatable(
                "{count} clients were disconnected from the stream for reading too slowly.", count=count
            )
        return None

    @property
    def clients(self) -> int:
        """Return the number of connected clients."""
        return len(self._clients)

    def send(self, reading: DeskReading) -> None:
        """Queue a reading for every client; never blocks."""
        with self._lock:
            if self._closed or not self._clients or self._in_flight >= MOST_QUEUED:
                return
            self._in_flight += 1
        text = json.dumps(message(reading, self._zero_ns), ensure_ascii=False, separators=(",", ":"))
        with suppress(RuntimeError):  # the loop was closed meanwhile
            self._loop.call_soon_threadsafe(self._broadcast, text)

    def close(self) -> None:
        """Disconnect all clients and stop serving, within a second; may be called twice."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(_CLOSE_S)

    # -- in the thread of the server ---------------------------------------------------------------------------

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._serve())
        finally:
            self._opened.set()
            self._loop.close()

    async def _serve(self) -> None:
        from websockets.asyncio.server import serve

        try:
            server = await serve(
                self._serve_client,
                HOST,
                self._port,
                origins=[None, _LOCAL_PAGE],
                process_request=self._admit,
                open_timeout=_HANDSHAKE_S,
                close_timeout=_GOODBYE_S,
                compression=None,
                max_size=_INBOUND_BYTES,
                max_queue=_INBOUND_FRAMES,
                write_limit=_WRITE_BUFFER_BYTES,
                logger=logger,
            )
        except OSError as error:
            self._failures.append(error)
            return
        self._port = next(iter(server.sockets)).getsockname()[1]
        self._opened.set()
        await self._end.wait()
        await self._stop(server)

    async def _stop(self, server: Any) -> None:
        """Say goodbye to every client for a moment, then cut the connections that do not answer."""
        clients = list(self._clients)
        server.close(close_connections=False)
        if clients:
            goodbyes = [asyncio.create_task(client.close()) for client in clients]
            await asyncio.wait(goodbyes, timeout=_GOODBYE_S)
        for client in clients:
            client.transport.abort()
        pending = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in pending:
            task.cancel()
        if pending:
            await asyncio.wait(pending, timeout=_GOODBYE_S / 2)

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """Refuse a request without the token, and one client too many."""
        path = request.path.partition("?")[0].encode("utf-8", "replace")
        if not hmac.compare_digest(path, f"/{self.token}".encode()):
            return connection.respond(http.HTTPStatus.FORBIDDEN, "The token of the stream is missing or wrong.\n")
        if len(self._clients) >= MOST_CLIENTS:
            return connection.respond(http.HTTPStatus.SERVICE_UNAVAILABLE, "The stream has too many clients.\n")
        return None

    async def _serve_client(self, connection: ServerConnection) -> None:
        """Send readings to one client until it leaves or is disconnected."""
        from websockets.exceptions import ConnectionClosed

        if len(self._clients) >= MOST_CLIENTS:  # several were admitted in the same moment
            return
        queue: asyncio.Queue[str] = asyncio.Queue(MOST_QUEUED)
        self._clients[connection] = queue
        discard = asyncio.create_task(_discard_inbound(connection))
        try:
            while True:
                await connection.send(await _next_or_closed(queue, discard))
        except (ConnectionClosed, _ClientLeftError):
            logger.info("a client of the stream left")
        finally:
            self._clients.pop(connection, None)
            discard.cancel()

    def _broadcast(self, text: str) -> None:
        with self._lock:
            self._in_flight -= 1
        for connection, queue in list(self._clients.items()):
            try:
                queue.put_nowait(text)
            except asyncio.QueueFull:
                self.dropped_clients += 1
                self._clients.pop(connection, None)
                logger.warning("a client of the stream reads too slowly and is disconnected")
                connection.transport.abort()


class _ClientLeftError(Exception):
    """The client closed its connection."""


async def _discard_inbound(connection: ServerConnection) -> None:
    """Read and throw away what a client sends, so that its pings and its goodbye are answered."""
    async for _ in connection:
        await asyncio.sleep(0)


async def _next_or_closed(queue: asyncio.Queue[str], closed: asyncio.Task[None]) -> str:
    """Return the next reading, or raise as soon as the client has left."""
    if not queue.empty():
        return queue.get_nowait()
    waiting = asyncio.ensure_future(queue.get())
    await asyncio.wait((waiting, closed), return_when=asyncio.FIRST_COMPLETED)
    if waiting.done():
        return waiting.result()
    waiting.cancel()
    raise _ClientLeftError


def _token() -> str:
    """Return the token from the environment, or a new one.

    Raises:
        SessionError: the token in the environment is too short or not fit for a URL.
    """
    token = os.environ.get(TOKEN_VARIABLE)
    if not token:
        return secrets.token_urlsafe(16)
    if not _TOKEN.fullmatch(token):
        raise SessionError(
            translatable(
                "{token_variable} must be 16 to 128 letters, digits, hyphens or underscores.",
                token_variable=TOKEN_VARIABLE,
            )
        )
    return token
