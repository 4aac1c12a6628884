"""Hears the computer itself lock, or go to sleep, where the system tells.

On Linux through D-Bus: logind (sleep, ``loginctl lock-session``, a session that says it is
locked), UPower (the lid, also where closing it does not lead to sleep), and the screen savers of
GNOME, KDE and others. On Windows through the messages that every window gets of its session
and of the power. Elsewhere, or where there is no bus, nothing is heard and nothing breaks: the
desk locks by time and by its key.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
)
LOGIND: Final = "org.freedesktop.login1"
UPOWER: Final = "org.freedesktop.UPower"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
AWAY: Final = ("LockedHint", "LidIsClosed")
"""Properties of a session and of the lid that are true when nobody looks at the screen."""

# winuser.h, wtsapi32.h
WM_POWERBROADCAST: Final = 0x0218
PBT_APMSUSPEND: Final = 0x0004
WM_WTSSESSION_CHANGE: Final = 0x02B1
WTS_CONSOLE_DISCONNECT: Final = 0x2
WTS_SESSION_LOCK: Final = 0x7


class SessionWatch(QObject):
    """``left`` when the computer locks or goes to sleep. Listens until it is gone."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: QAbstractNativeEventFilter | None = None

    def listen(self, window: QWidget) -> bool:
        """Begins to listen; True when there is somebody who tells."""
        if sys.platform == "win32":
            return self._listen_to_windows(window)
        if sys.platform == "linux":
            return self._listen_to_buses()
        return False

    def hear(self, message: int, what: int) -> None:
        """A message of Windows: its number, and its first word."""
        locked = message == WM_WTSSESSION_CHANGE and what in (
            WTS_SESSION_LOCK,
            WTS_CONSOLE_DISCONNECT,
        )
        if locked or (message == WM_POWERBROADCAST and what == PBT_APMSUSPEND):
            self.left.emit()

    def _listen_to_buses(self) -> bool:
        try:
            from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - Linux alone has it
        except ImportError:
            return False
        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        # Both are asked, whatever the first says.
        return any([self.listen_on(session), self.listen_on_system(system)])

    def listen_on(self, bus: QDBusConnection) -> bool:
        """Hears the screen savers of a session's bus."""
        slot = _slot("saver(bool)")
        heard = [
            bus.connect(service, path, service, "ActiveChanged", self, slot)
            for service, path in SAVERS
            if bus.isConnected()
        ]
        return any(heard)

    def listen_on_system(self, bus: QDBusConnection) -> bool:
        """Hears sleep, locking and the lid on the system's bus."""
        if not bus.isConnected():
            return False
        manager, path = f"{LOGIND}.Manager", "/org/freedesktop/login1"
        asleep = bus.connect(LOGIND, path, manager, "PrepareForSleep", self, _slot("saver(bool)"))
        locked = bus.connect(LOGIND, "", f"{LOGIND}.Session", "Lock", self, _slot("locked()"))
        told = _slot("changed(QString,QVariantMap,QStringList)")
        hinted = bus.connect(LOGIND, "", PROPERTIES, "PropertiesChanged", self, told)
        lid = bus.connect(UPOWER, "", PROPERTIES, "PropertiesChanged", self, told)
        return asleep or locked or hinted or lid

    @Slot(bool)
    def saver(self, active: bool) -> None:
        """The screen is covered, or sleep begins; False is the way back."""
        if active:
            self.left.emit()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self.left.emit()

    @Slot(str, "QVariantMap", "QStringList")
    def changed(self, of: str, values: dict[str, object], gone: list[str]) -> None:
        """Properties of something on the system's bus have other values now."""
        if any(values.get(each) is True for each in AWAY):
            self.left.emit()

    def _listen_to_windows(self, window: QWidget) -> bool:
        import ctypes  # noqa: PLC0415 - of Windows alone

        registered = ctypes.windll.wtsapi32.WTSRegisterSessionNotification(  # type: ignore[attr-defined]
            int(window.winId()), 0
        )
        self._filter = _Messages(self)
        app = QApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        return bool(registered)


class _Messages(QAbstractNativeEventFilter):
    """Reads every message of Windows, and keeps none."""

    def __init__(self, watch: SessionWatch) -> None:
        super().__init__()
        self._watch = watch

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> Any:
        import ctypes.wintypes  # noqa: PLC0415 - of Windows alone

        if QByteArray(kind) == b"windows_generic_MSG":
            found = ctypes.wintypes.MSG.from_address(int(message))
            self._watch.hear(found.message, found.wParam)
        return False, 0


def _slot(name: str) -> bytes:
    # The stubs say bytes; what is taken is what SLOT makes, a text.
    return cast(bytes, SLOT(name))
