"""200 codes through every keyboard, Caps Lock and separator: right or asked, never wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import product
from random import Random

import pytest

from hubdesk.codes import check_digit, own
from hubdesk.codes.own import Kind
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import SETUP_CODE, learn
from hubdesk.scanner.reading import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    Reading,
    UnclearCode,
    UnknownCode,
    WrongCheckDigit,
    read,
)
from hubdesk.scanner.setup import GS, ScannerSetup
from tests.hub.scanner.wedge import Wedge

TODAY = date(2026, 1, 17)
ASKED = (AmbiguousGs1, UnclearCode, WrongCheckDigit)
WEDGES = [
    Wedge(scanner, laptop, caps, gs)
    for scanner, laptop, caps, gs in product(
        ("UK", "US"), ("UK", "US"), (False, True), (GS, "0029", "")
    )
]


@dataclass(frozen=True)
class Printed:
    """A code as it stands on a pack, and what it means."""

    text: str
    means: Reading


def with_check(body: str) -> str:
    return body + check_digit.expected(body + "0")


def digits(chance: Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def ean(chance: Random) -> str:
    return with_check("50" + digits(chance, 10))


def lot(chance: Random) -> str:
    return "".join(chance.choice('ABCXYZ0123456789-/"+') for _ in range(chance.randint(1, 12)))


def element_string(chance: Random) -> Printed:
    gtin, batch = ean(chance), lot(chance)
    day = date(2026 + chance.randint(0, 3), chance.randint(1, 12), chance.randint(1, 28))
    kind, name = chance.choice([("15", "best_before"), ("17", "use_by")])
    dated = f"{kind}{day:%y%m%d}"
    text = chance.choice(
        [f"10{batch}{GS}{dated}", f"{dated}10{batch}", f"10{batch}{GS}{dated}90A46"]
    )
    means = ProductCode(gtin, lot=batch, **{name: day})  # type: ignore[arg-type]
    return Printed(f"010{gtin}{text}", means)


def link(chance: Random) -> Printed:
    gtin, batch = ean(chance), digits(chance, 8)
    means = ProductCode(gtin, lot=batch, use_by=date(2026, 5, 5))
    return Printed(f"https://id.example/01/0{gtin}/10/{batch}?17=260505", means)


def ours(chance: Random) -> Printed:
    text = own.draw(chance.choice(list(Kind)), chance)
    code = own.read(text)
    assert code is not None
    return Printed(text, Own(code))


def other(chance: Random) -> Printed:
    text = "".join(chance.choice('ABCabc123@"#~\\|-') for _ in range(9))
    return Printed(text, UnknownCode(text))


def two_hundred() -> list[Printed]:
    chance = Random(39)
    plain = [ean(chance) for _ in range(30)] + [
        with_check("3" + digits(chance, 6)) for _ in range(10)
    ]
    shop = [with_check("2" + digits(chance, 11)) for _ in range(10)]
    codes = [Printed(text, ProductCode(text)) for text in plain]
    codes += [Printed(text, InStoreCode(text)) for text in shop]
    codes += [element_string(chance) for _ in range(70)]
    codes += [link(chance) for _ in range(20)]
    codes += [ours(chance) for _ in range(40)]
    return codes + [other(chance) for _ in range(20)]


CODES = two_hundred()


def verdict(printed: Printed, found: Reading) -> str:
    if found == printed.means:
        return "right"
    # A code of no known kind is always a question: "New barcode, nothing added".
    return "asked" if isinstance(found, (*ASKED, UnknownCode)) else "wrong"


def tally(wedge: Wedge, setup: ScannerSetup) -> dict[str, int]:
    verdicts = [
        verdict(printed, read(wedge.sends(printed.text), setup, today=TODAY)) for printed in CODES
    ]
    return {each: verdicts.count(each) for each in ("right", "asked", "wrong")}


def test_there_are_two_hundred() -> None:
    assert len({printed.text for printed in CODES}) == 200


@pytest.mark.parametrize("wedge", WEDGES, ids=str)
def test_a_learned_scanner_is_never_silently_wrong(wedge: Wedge) -> None:
    setup = learn([Scan(wedge.sends(SETUP_CODE), "\r", 3.0)] * 3)
    result = tally(wedge, setup)
    assert result["wrong"] == 0
    if wedge.gs == GS and wedge.scanner == wedge.laptop and not wedge.caps_lock:
        assert result["right"] == 200
    if wedge.gs == GS and wedge.laptop == "UK":
        # Only codes of no known kind can differ, by the case of their letters.
        assert result["right"] >= 180


@pytest.mark.parametrize("wedge", WEDGES, ids=str)
def test_an_unknown_scanner_is_never_silently_wrong(wedge: Wedge) -> None:
    assert tally(wedge, ScannerSetup())["wrong"] == 0


@pytest.mark.parametrize("wedge", WEDGES, ids=str)
def test_shops_codes_links_and_our_own_need_no_learning(wedge: Wedge) -> None:
    simple = [printed for printed in CODES if not isinstance(printed.means, UnknownCode)]
    simple = [printed for printed in simple if not printed.text.startswith("010")]
    found = [read(wedge.sends(printed.text), today=TODAY) for printed in simple]
    assert found == [printed.means for printed in simple]
