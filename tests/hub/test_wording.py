"""A long day repeats itself; what it says is kept once."""

from __future__ import annotations

from hubdesk.wording import Alike, Phrase


def parcel(items: object) -> Phrase:
    return Phrase(
        "{people} took {items}", {"people": Phrase("{n} people", {"n": 3}), "items": items}
    )


def test_what_is_said_alike_is_kept_once() -> None:
    alike = Alike()
    first = alike(parcel("12 items"))
    assert alike(parcel("12 items")) is first


def test_what_is_written_differently_stays_apart() -> None:
    alike = Alike()
    assert str(alike(parcel(1))) == "3 people took 1"
    assert str(alike(parcel(1.0))) == "3 people took 1.0"
    assert str(alike(parcel("12 tins"))) == "3 people took 12 tins"
