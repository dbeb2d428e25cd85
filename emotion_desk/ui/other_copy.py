"""Notices another copy of the program of the same user, because both would share camera, microphone and settings."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from emotion_desk.settings import data_folder

_CONNECT_MS = 300
_SHOW = b"show"


def server_name() -> str:
    """Return the name under which the copies of one data folder meet."""
    digest = hashlib.sha256(str(data_folder().absolute()).encode("utf-8", "surrogateescape")).hexdigest()
    return f"emotion-desk-{digest[:16]}"


class OtherCopy(QObject):
    """Looks for a copy that runs already; the first one answers the later ones.

    Call :meth:`finish` at the end.
    """

    #: A copy runs already.
    found = Signal()
    #: Another copy asks this one to show its window.
    show_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server: QLocalServer | None = None
        self._socket: QLocalSocket | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_CONNECT_MS)
        self._patience.timeout.connect(self._listen)

    def look(self) -> None:
        """Look for another copy without waiting; ``found`` follows if there is one."""
        socket = self._socket = QLocalSocket(self)
        socket.connected.connect(self._met)
        socket.errorOccurred.connect(lambda _error: self._listen())
        self._patience.start()
        socket.connectToServer(server_name())

    def show_other(self) -> None:
        """Ask the other copy to show its window."""
        if self._socket is not None and self._socket.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self._socket.write(_SHOW)
            self._socket.flush()

    def finish(self) -> None:
        """Close everything."""
        self._patience.stop()
        if self._socket is not None:
            self._socket.abort()
        if self._server is not None:
            self._server.close()
            self._server = None

    def _met(self) -> None:
        self._patience.stop()
        self.found.emit()

    def _listen(self) -> None:
        """Become the first copy."""
        if self._server is not None:
            return
        self._patience.stop()
        server = self._server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        if not server.listen(server_name()):
            QLocalServer.removeServer(server_name())  # left by a copy that crashed
            server.listen(server_name())
        server.newConnection.connect(self._welcome)

    def _welcome(self) -> None:
        server = self._server
        while server is not None and server.hasPendingConnections():
            other = server.nextPendingConnection()
            other.readyRead.connect(lambda other=other: self._read(other))
            other.disconnected.connect(other.deleteLater)

    def _read(self, other: QLocalSocket) -> None:
        if bytes(other.read(len(_SHOW)).data()) == _SHOW:
            self.show_requested.emit()
        other.readAll()
