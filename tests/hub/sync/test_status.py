"""What is said of sharing: what waits, who was heard of, and what the command line reports."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from hubdesk import __main__ as command_line
from hubdesk.desk import FILE
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.security import keys
from hubdesk.storage import database
from hubdesk.sync import files, hub_code, status
from hubdesk.sync.folder import Listed
from hubdesk.sync.unreadable import Why
from tests.hub.sync.hubs import CHEAP, Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, on_shelf, open_home, take_in
from tests.hub.sync.test_two_laptops import pair, same, segments, settle, shut_open
from tests.world import KEY

Another = Callable[[str], Laptop]


def test_what_waits_is_counted_until_the_folder_has_it(
    laptop: Another, folder: MemoryFolder
) -> None:
    alone = laptop("alone")
    assert not alone.desk.ask(status.asked).connected
    first, _ = pair(laptop, folder)
    take_in(first, 1)
    take_in(first, 1)
    told = first.desk.ask(status.asked)
    assert (told.connected, told.waiting) == (True, 2)
    assert told.since_ms > 0

    def unplugged(_call: str) -> None:
        raise OSError(errno.ENOENT, "the stick was pulled out")

    folder.failing = unplugged
    assert "cannot be reached" in str(first.sync(folder).stopped)
    assert first.desk.ask(status.asked).waiting == 2
    folder.failing = lambda _call: None
    assert first.sync(folder).whole
    told = first.desk.ask(status.asked)
    assert (told.waiting, told.since_ms) == (0, 0)
    assert told.shared_ms == first.clock.now_ms()


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "is full"), (errno.EROFS, "does not allow changes")]
)
def test_a_full_or_locked_folder_is_still_read(
    laptop: Another, folder: MemoryFolder, number: int, said: str
) -> None:
    first, second = pair(laptop, folder)
    take_in(second, 3)
    second.sync(folder)
    take_in(first, 1)

    def no_writing(call: str) -> None:
        if call == "write":
            raise OSError(number, "no")

    folder.failing = no_writing
    report = first.sync(folder)
    assert said in str(report.stopped)
    assert (report.read, report.unsent) == (1, 1)
    assert on_shelf(first) == 4


def test_a_folder_that_goes_in_mid_pass_costs_nothing_that_was_done(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for _ in range(4):
        take_in(second, 1)
        second.sync(folder)
    take_in(first, 10)
    for last in range(1, 40):
        left = [last]

        def pulled_out(_call: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(errno.EIO, "pulled out")

        folder.failing = pulled_out
        if first.sync(folder).whole:
            break
    folder.failing = lambda _call: None
    settle(folder, first, second)
    assert on_shelf(first) == 14
    assert same(first, second)


def test_one_file_that_cannot_be_read_keeps_nobody_from_the_others(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    for _ in range(3):
        take_in(first, 1)
        first.sync(folder)
    bad, reading = segments(folder)[0], folder.read

    def read(name: str, at_most: int) -> bytes:
        if name == bad:
            raise PermissionError(errno.EACCES, "somebody writes it")
        return reading(name, at_most)

    folder.read = read  # type: ignore[method-assign]
    report = second.sync(folder)
    assert (report.read, report.whole) == (2, True)
    assert [each.why for each in report.waiting] == [Why.UNREAD]
    folder.read = reading  # type: ignore[method-assign]
    assert second.sync(folder).read == 1
    assert on_shelf(second) == 3


def test_a_file_that_only_the_cloud_has_waits_and_is_not_fetched(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 3)
    first.sync(folder)
    (name,) = segments(folder)
    names, is_away = folder.names, [True]

    def listed() -> list[Listed]:
        return [e._replace(away=is_away[0] and e.name == name) for e in names()]

    folder.names = listed  # type: ignore[method-assign]
    folder.opened.clear()
    report = second.sync(folder)
    assert [each.why for each in report.waiting] == [Why.AWAY]
    assert name not in {each for each, _ in folder.opened}
    is_away[0] = False
    assert second.sync(folder).read == 1
    assert on_shelf(second) == 3


def test_laptops_are_told_by_name_with_when_they_were_heard_of(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    second.clock.forward(days=40)
    second.sync(folder)
    heard = first.sync(folder).heard
    assert [each.is_here for each in heard] == [True, False]
    assert heard[1].clock_off_ms > 39 * 86_400_000
    assert heard[1].people


def test_erasing_is_heard_everywhere_and_counted(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    third = laptop("third")
    third.join(folder, shut_open(first, folder))
    home = open_home(second)
    settle(folder, first, second, third)
    before = [raw for name, raw in folder.files.items() if name.endswith(".hdb")]
    first.desk.do(erasing.erase, home)
    first.sync(folder)
    assert first.desk.ask(status.erased_on, home) == status.ErasedOn(1, 3)
    second.sync(folder)
    first.sync(folder)
    assert first.desk.ask(status.erased_on, home) == status.ErasedOn(2, 3)
    assert name_of(third, home) == "Amina Example"
    settle(folder, first, second, third)
    assert first.desk.ask(status.erased_on, home) == status.ErasedOn(3, 3)
    assert name_of(second, home) is None
    assert name_of(third, home) is None

    for at, raw in enumerate(before):
        folder.files[f"an old copy {at}.hdb"] = raw
    settle(folder, first, second, third)
    assert name_of(second, home) is None, "an old bundle brings nobody back"
    late = laptop("late")
    late.join(folder, shut_open(first, folder))
    late.sync(folder)
    assert name_of(late, home) is None


def test_a_file_of_a_newer_hubdesk_waits_in_words(laptop: Another, folder: MemoryFolder) -> None:
    first, second = pair(laptop, folder)
    take_in(first, 1)
    first.sync(folder)
    (name,) = segments(folder)
    raw = folder.files[name]
    folder.damage(name, raw[:4] + b"\x09" + raw[5:])
    (waits,) = second.sync(folder).waiting
    assert waits.why == Why.NEWER
    assert "update" in waits.words


def test_the_quarantine_is_a_list_that_screens_can_ask_for(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    folder.files["streams/odd.s.hds"] = b"HDs\1\1 rubbish"
    folder.files["desktop.ini"] = b"[a cloud's own]"
    second.sync(folder)
    report = second.desk.ask(status.asked).last
    assert report is not None
    assert [each.name for each in report.quarantined] == ["streams/odd.s.hds"]
    assert second.desk.ask(files.page, 0)[0]
    assert first.sync(folder).quarantined[0].words.startswith("Damaged")


def test_a_code_is_read_as_words_and_as_text_and_every_slip_is_told() -> None:
    # Two words of a drawn one are the same once in two thousand times.
    code = hub_code.HubCode(0x1234567890ABCDEF << 40)
    assert hub_code.read(f"  {code.words.upper()} ") == code
    assert hub_code.read(code.text.lower()) == code
    assert code.text.isalnum()
    words = code.words.split()
    with pytest.raises(Refused, match="Word 3 "):
        hub_code.read(" ".join([*words[:2], "zzz", *words[3:]]))
    with pytest.raises(Refused, match="13 words, and 12"):
        hub_code.read(" ".join(words[:12]))
    with pytest.raises(Refused, match="mistyped"):
        hub_code.read(" ".join([words[1], words[0], *words[2:]]))
    slips = 0
    for place in range(2, len(code.text)):
        other = "7" if code.text[place] != "7" else "8"
        try:
            slips += hub_code.read(code.text[:place] + other + code.text[place + 1 :]) == code
        except Refused:
            continue
    assert slips == 0
    assert hub_code.BITS >= 100


def test_the_command_line_makes_joins_and_reports(
    laptop: Another,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    monkeypatch.setattr(keys, "unlock", lambda _folder, _phrase: KEY)
    monkeypatch.setenv("HUBDESK_PASSPHRASE", "x")
    monkeypatch.setattr("hubdesk.sync.command.USUAL_COST", CHEAP)
    first, second = laptop("one"), laptop("two")
    take_in(first, 2)
    open_home(first)
    for each in (first, second):
        each.desk.close()

    def run(which: Laptop, *words: str) -> tuple[int, dict[str, object]]:
        code = command_line.main(["sync", "--hub", str(which.home), "--json", *words])
        return code, json.loads(capsys.readouterr().out)

    code, made = run(first, "--folder", str(shared), "--make")
    assert (code, made["sent"]) == (0, 4)
    code, joined = run(second, "--folder", str(shared), "--join", str(made["code"]))
    assert (code, joined["read"], joined["stopped"]) == (0, 4, None)
    assert run(second)[1]["read"] == 0, "the folder is remembered"
    assert command_line.main(["sync", "--hub", str(first.home)]) == 0
    assert "0 sent, 0 put back, 0 read" in capsys.readouterr().out
    made_file = database.open_(first.home / FILE, KEY)
    made_file.close()


def test_the_command_line_tells_why_it_could_not_share_and_what_waits(
    laptop: Another,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A timer that runs by night reads one shape, whatever went wrong."""
    shared = tmp_path / "shared"
    monkeypatch.setattr(keys, "unlock", lambda _folder, _phrase: KEY)
    monkeypatch.setenv("HUBDESK_PASSPHRASE", "x")
    monkeypatch.setattr("hubdesk.sync.command.USUAL_COST", CHEAP)
    one = laptop("one")
    take_in(one, 2)
    one.desk.close()

    def run(*words: str) -> dict[str, object]:
        assert command_line.main(["sync", "--hub", str(one.home), "--json", *words]) == 1
        told = capsys.readouterr()
        assert told.err or "sent" in told.out
        found: dict[str, object] = json.loads(told.out)
        return found

    assert "Say which folder" in str(run()["stopped"])
    away = run("--folder", str(shared), "--make")
    assert "cannot be reached" in str(away["stopped"])
    shared.mkdir()
    arguments = ["sync", "--hub", str(one.home)]
    assert command_line.main([*arguments, "--folder", str(shared), "--make"]) == 0
    capsys.readouterr()
    shared.rename(tmp_path / "pulled out")
    one.open()
    take_in(one, 1)
    one.desk.close()
    gone = run()
    assert gone["unsent"] == 1
    assert gone.keys() == away.keys()
    assert command_line.main(arguments) == 1
    assert "1 not sent yet" in capsys.readouterr().out

    def refused(_folder: Path, _phrase: str) -> bytes:
        raise Refused("This is not the passphrase.")

    monkeypatch.setattr(keys, "unlock", refused)
    assert run()["stopped"] == "This is not the passphrase."
    assert set(run()) >= {"sent", "read", "unsent", "quarantined", "waiting", "heard", "stopped"}
