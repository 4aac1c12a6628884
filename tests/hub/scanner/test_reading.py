from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hubdesk.codes import check_digit, own
from hubdesk.codes.own import Kind, OwnCode
from hubdesk.errors import Refused
from hubdesk.scanner import gs1_fields
from hubdesk.scanner.reading import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    UnclearCode,
    UnknownCode,
    WrongCheckDigit,
    read,
)
from hubdesk.scanner.setup import GS, GsMode, ScannerSetup

TODAY = date(2026, 1, 17)
TIN = "5051277937280"
TESCO = "https://tesco.com/01/05051277937280/10/101150200?17=260505&90=A46"
MAY = date(2026, 5, 5)
PACK = ProductCode(TIN, lot="101150200", use_by=MAY)


def reading(text: str, **setup: object) -> object:
    return read(text, ScannerSetup(**setup), today=TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("5000157024671", "5000157024671"),
        ("96385074", "96385074"),
        ("036000291452", "0036000291452"),
        ("05051277937280", TIN),
        ("10614141000415", "10614141000415"),
        ("]E05000157024671", "5000157024671"),
        ("]e05000157024671", "5000157024671"),
        (" 5000157024671\r\n", "5000157024671"),
    ],
)
def test_a_pack_is_known_by_its_number(text: str, gtin: str) -> None:
    assert reading(text) == ProductCode(gtin)


def test_a_wrong_check_digit_is_asked_about_and_never_corrected() -> None:
    assert reading("5000157024672") == WrongCheckDigit("5000157024672", "1")
    assert reading("05051277937281") == WrongCheckDigit("05051277937281", "0")


@given(st.from_regex(r"[0-9]{7}|[0-9]{11,13}", fullmatch=True), st.data())
def test_no_single_wrong_digit_is_taken_for_a_product(body: str, data: st.DataObject) -> None:
    code = body + check_digit.expected(body + "0")
    place = data.draw(st.integers(0, len(code) - 1))
    wrong = str((int(code[place]) + data.draw(st.integers(1, 9))) % 10)
    found = reading(code[:place] + wrong + code[place + 1 :])
    assert isinstance(found, WrongCheckDigit | AmbiguousGs1 | UnknownCode)


@pytest.mark.parametrize("text", ["2011122912346", "0212345678901", "2912345678907"])
def test_a_shops_price_code_is_no_product(text: str) -> None:
    right = text[:-1] + check_digit.expected(text)
    assert reading(right) == InStoreCode(right)


def test_a_squeezed_upc_is_asked_about() -> None:
    assert reading("04252614") == AmbiguousGs1("04252614", (ProductCode("0042100005264"),))


@pytest.mark.parametrize(
    "text",
    [
        TESCO,
        TESCO.upper(),
        f"https://shop.example/a/b/gtin/{TIN}/10/101150200?utm=x;17=260505",
        f"010505127793728010101150200{GS}1726050590A46",
        f"]d2010505127793728010101150200{GS}17260505{GS}90A46",
        f"]Q3{GS}010505127793728010101150200{GS}17260505",
        f"]c1010505127793728017260505{GS}10101150200",
        "(01)05051277937280(10)101150200(17)260505(90)A46",
    ],
)
def test_a_gs1_code_fills_the_lot_and_the_date(text: str) -> None:
    assert reading(text) == PACK


def test_a_code_with_no_lot_needs_no_separator() -> None:
    assert reading("010505127793728017260500") == ProductCode(TIN, use_by=date(2026, 5, 31))


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("15260505", ProductCode(TIN, best_before=MAY)),
        ("17260505", ProductCode(TIN, use_by=MAY)),
        ("70032605051200", ProductCode(TIN, use_by=MAY)),
        ("3103001500", ProductCode(TIN, weight_g=1500)),
        ("3102001500", ProductCode(TIN, weight_g=15000)),
        ("3105001500", ProductCode(TIN, weight_g=15)),
        ("3024", ProductCode(TIN, count=24)),
        ("10ab-1", ProductCode(TIN, lot="AB-1")),
        ("7006260505", ProductCode(TIN)),
    ],
)
def test_what_each_field_says(field: str, expected: ProductCode) -> None:
    assert reading(f"]C10105051277937280{field}", gs=GsMode.RAW) == expected


def test_a_case_says_what_it_holds() -> None:
    found = reading(f"]C100000012345678901234{GS}02050512779372803712")
    assert found == ProductCode(TIN, count=12)


@pytest.mark.parametrize(
    ("yymmdd", "expected"),
    [
        ("260505", MAY),
        ("260200", date(2026, 2, 28)),
        ("280200", date(2028, 2, 29)),
        ("760101", date(2076, 1, 1)),
        ("770101", date(1977, 1, 1)),
        ("260229", None),
        ("261305", None),
        ("260005", None),
        ("26050", None),
        ("", None),
    ],
)
def test_dates_on_packs(yymmdd: str, expected: date | None) -> None:
    assert gs1_fields.day(yymmdd, TODAY) == expected


def test_a_lost_separator_is_asked_about_with_the_likeliest_first() -> None:
    found = reading("0105051277937280101011502001726050590A46", gs=GsMode.LOST)
    assert isinstance(found, AmbiguousGs1)
    assert found.candidates[0] == PACK
    assert len(found.candidates) == 2


def test_a_scanner_known_to_send_its_separators_is_taken_at_its_word() -> None:
    text = "010505127793728010AB17260505"
    assert reading(text, gs=GsMode.RAW) == ProductCode(TIN, lot="AB17260505")
    assert isinstance(reading(text), AmbiguousGs1)


def test_a_wrong_check_digit_inside_a_long_code_is_asked_about() -> None:
    wrong = TESCO.replace("05051277937280", "05051277937281")
    assert reading(wrong) == WrongCheckDigit("5051277937281", "0")
    assert reading(f"]d20105051277937281{GS}17260505") == WrongCheckDigit("5051277937281", "0")


def test_a_product_whose_other_fields_cannot_be_read_is_asked_about() -> None:
    text = f"010505127793728010A@7{GS}17260505"
    assert reading(text) == AmbiguousGs1(text, (ProductCode(TIN),))


def test_our_own_codes_in_capitals_or_not() -> None:
    card = own.draw(Kind.HOUSEHOLD)
    assert reading(card.lower()) == Own(OwnCode(Kind.HOUSEHOLD, card))
    wrong = card[:-1] + str((int(card[-1]) + 1) % 10)
    assert reading(wrong) == WrongCheckDigit(wrong, card[-1])


def test_what_the_scanner_adds_is_taken_off() -> None:
    assert reading(f"~{TIN}$", prefix="~", suffix="$") == ProductCode(TIN)
    assert reading(TIN, prefix="~", suffix="$") == ProductCode(TIN)


def test_a_sign_sent_for_two_is_asked_about() -> None:
    found = reading("BOX\\1", layout={"\\": "#\\"})
    assert found == UnclearCode("BOX\\1", ("BOX#1", "BOX\\1"))


def test_any_other_code_can_be_bound() -> None:
    assert reading("ABC-123") == UnknownCode("ABC-123")
    assert reading("https://example.org/soup") == UnknownCode("https://example.org/soup")
    assert reading("x" * 80) == UnknownCode("x" * 80)


@pytest.mark.parametrize("text", ["", " \r\n", "]C1", "x" * 81, "9" * 5000, "ab\x00cd", f"{GS}"])
def test_what_cannot_be_a_code_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Refused) as refusal:
        reading(text)
    assert str(refusal.value).endswith(".")


layouts = st.dictionaries(st.characters(), st.text(min_size=1, max_size=3), max_size=4)
setups = st.builds(
    ScannerSetup,
    prefix=st.text(max_size=2),
    suffix=st.text(max_size=2),
    layout=layouts,
    gs=st.sampled_from(GsMode),
    gs_text=st.sampled_from(["", "0029", "^]", "("]),
)
gs1_like = st.lists(
    st.sampled_from(
        [
            "01",
            "05051277937280",
            "10",
            "17",
            "260505",
            "(",
            ")",
            "\x1d",
            "A46",
            "3103",
            "0029",
            "https://",
            "/01/",
            "?",
            "&17=",
            "%",
            "[",
            "]C1",
            "]e0",
            "21",
            "999999999999",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), gs1_like, st.text("0123456789")), setups)
@example("https://[", ScannerSetup())
@example("²²²²²²²²", ScannerSetup())
@example("]C101" + "1" * 400, ScannerSetup(gs=GsMode.LOST))
def test_no_text_upsets_it(text: str, setup: ScannerSetup) -> None:
    try:
        found = read(text, setup, today=TODAY)
    except Refused:
        return
    if isinstance(found, ProductCode):
        assert check_digit.valid(found.gtin)
        assert read(found.gtin) in (ProductCode(found.gtin), InStoreCode(found.gtin))
