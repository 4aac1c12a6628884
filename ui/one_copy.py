"""One window a hub: a second start of the same hub brings the first window forward and ends."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

from hubdesk.errors import Refused
from hubdesk.storage.folder import make as make_folder

LOCK_NAME = "window.lock"
PATIENCE_MS = 2000
RAISE = b"raise\n"


class OneCopy(QObject):
    """Held by the copy that runs. ``wanted`` when another copy asked to come forward.

    The lock is told apart from one left by a crash by its process, so nothing has to be
    cleared by hand. Only the same user of the same laptop can knock.
    """

    wanted = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / LOCK_NAME))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._knocked)

    def take(self) -> bool:
        """True for the first copy. Else knocks at the first one's window and is False.

        Where the folder takes no lock, or nobody answers the knock, the window opens all the
        same: the front door then says what is wrong. To end here would be to say nothing.
        """
        try:
            make_folder(self._folder)
        except Refused:
            return True
        if not self._lock.tryLock(0):
            return not self._knock()
        QLocalServer.removeServer(self._name())
        self._server.listen(self._name())
        return True

    def release(self) -> None:
        """Lets another copy start."""
        self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        """The door's name: of the folder, which is not to be read from it."""
        place = str(self._folder.resolve()).encode(errors="surrogateescape")
        return "hubdesk-" + blake2b(place, digest_size=12).hexdigest()

    def _knock(self) -> bool:
        """True when somebody is in."""
        socket = QLocalSocket(self)
        socket.connectToServer(self._name())
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(RAISE)
        socket.waitForBytesWritten(PATIENCE_MS)
        socket.disconnectFromServer()
        return True

    def _knocked(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            # Whoever knocks wants one thing only: there is nothing to read and nothing to trust.
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.wanted.emit()


def bring_forward(window: QWidget) -> None:
    """Shows a window that may be hidden behind others or minimised."""
    if window.isMinimized():
        window.showNormal()
    else:
        window.show()
    window.raise_()
    window.activateWindow()
