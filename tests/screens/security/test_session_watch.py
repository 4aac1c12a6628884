"""The computer locks or goes to sleep: heard where the system tells, and nothing breaks elsewhere.

A real session bus is started for it where there is one to start. Windows is played: what its
messages would be is handed in.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.session_watch import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    SessionWatch,
)

WTS_SESSION_UNLOCK = 0x8
PBT_APMRESUMEAUTOMATIC = 0x12


@pytest.fixture
def bus() -> Iterator[str]:
    """A session bus of its own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no bus can be started here")
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert daemon.stdout is not None
    yield daemon.stdout.readline().strip()
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


def test_a_screen_saver_of_the_session_is_heard(qtbot: QtBot, bus: str) -> None:
    """GNOME's own name is taken on a bus of the test's, and its signal sent from there."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 - of Linux alone

    saver = QDBusConnection.connectToBus(bus, "saver")
    assert saver.registerService("org.gnome.ScreenSaver")
    watch = SessionWatch()
    assert watch.listen_on(QDBusConnection.connectToBus(bus, "hub"))

    def send(active: bool) -> None:
        name = "org.gnome.ScreenSaver"
        message = QDBusMessage.createSignal("/org/gnome/ScreenSaver", name, "ActiveChanged")
        message.setArguments([active])
        saver.send(message)

    with qtbot.waitSignal(watch.left, timeout=5000):
        send(True)
    with qtbot.assertNotEmitted(watch.left, wait=200):
        send(False)
    for each in ("saver", "hub"):
        QDBusConnection.disconnectFromBus(each)


SESSION = "/org/freedesktop/login1/session/_32"
MANAGER = "/org/freedesktop/login1"
LOCK = ("org.freedesktop.login1.Session", "Lock")
SLEEP = ("org.freedesktop.login1.Manager", "PrepareForSleep")
LOCKED = ("org.freedesktop.login1.Session", {"LockedHint": True}, ["IdleHint"])
UNLOCKED = ("org.freedesktop.login1.Session", {"LockedHint": False}, ["IdleHint"])
SHUT = ("org.freedesktop.UPower", {"LidIsClosed": True}, ["OnBattery"])
OPEN = ("org.freedesktop.UPower", {"LidIsClosed": False}, ["OnBattery"])
CHANGED = ("org.freedesktop.DBus.Properties", "PropertiesChanged")


@pytest.mark.parametrize(
    ("service", "path", "name", "values", "locks"),
    [
        ("login1", SESSION, LOCK, [], True),
        ("login1", MANAGER, SLEEP, [True], True),
        ("login1", MANAGER, SLEEP, [False], False),
        ("login1", SESSION, CHANGED, LOCKED, True),
        ("login1", SESSION, CHANGED, UNLOCKED, False),
        ("UPower", "/org/freedesktop/UPower", CHANGED, SHUT, True),
        ("UPower", "/org/freedesktop/UPower", CHANGED, OPEN, False),
    ],
    ids=["lock", "sleep", "awake", "locked", "unlocked", "lid-shut", "lid-open"],
)
def test_the_system_s_bus_is_heard(
    qtbot: QtBot,
    bus: str,
    service: str,
    path: str,
    name: tuple[str, str],
    values: list[object],
    locks: bool,
) -> None:
    """The names of logind and UPower are taken on a bus of the test's."""
    from PySide6.QtDBus import QDBusConnection, QDBusMessage  # noqa: PLC0415 - of Linux alone

    system = QDBusConnection.connectToBus(bus, "system")
    assert system.registerService(f"org.freedesktop.{service}")
    watch = SessionWatch()
    assert watch.listen_on_system(QDBusConnection.connectToBus(bus, "hub"))
    message = QDBusMessage.createSignal(path, *name)
    message.setArguments(list(values))
    if locks:
        with qtbot.waitSignal(watch.left, timeout=5000):
            system.send(message)
    else:
        with qtbot.assertNotEmitted(watch.left, wait=300):
            system.send(message)
    for each in ("system", "hub"):
        QDBusConnection.disconnectFromBus(each)


def test_locking_and_sleep_lock_and_waking_does_not(qtbot: QtBot) -> None:
    watch = SessionWatch()
    with qtbot.waitSignal(watch.left):
        watch.locked()
    with qtbot.waitSignal(watch.left):
        watch.saver(True)
    with qtbot.assertNotEmitted(watch.left):
        watch.saver(False)


def test_the_messages_of_windows_lock(qtbot: QtBot) -> None:
    watch = SessionWatch()
    for message, what in (
        (WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK),
        (WM_POWERBROADCAST, PBT_APMSUSPEND),
    ):
        with qtbot.waitSignal(watch.left):
            watch.hear(message, what)
    for message, what in (
        (WM_WTSSESSION_CHANGE, WTS_SESSION_UNLOCK),
        (WM_POWERBROADCAST, PBT_APMRESUMEAUTOMATIC),
        (0x0100, WTS_SESSION_LOCK),
    ):
        with qtbot.assertNotEmitted(watch.left):
            watch.hear(message, what)
