"""Names as people really have them, and as machines fear them, come back as they went in."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from hubdesk import settings
from hubdesk.counter import entering, scanning, visit
from hubdesk.counter.outcome import Result
from hubdesk.errors import Refused
from hubdesk.households import find
from hubdesk.households import household as households
from hubdesk.households.record import Details, Household
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import HouseholdCard
from hubdesk.labels.designs import household_card
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import printable
from hubdesk.labels.papers import PracticeCode, practice_barcodes
from hubdesk.labels.pdf import pdf_of
from hubdesk.labels.script import tidy
from hubdesk.stock import products
from tests.hub.labels.paper import dots as dots_of
from tests.hub.labels.paper import plain_page, scanned, texts
from tests.world import World

NAMES = [
    "O<Brien",
    "</para>",
    "<img src='/local/file.png'/> & <b>Bob",
    "Robert'); DROP TABLE household;--",
    '"* OR NEAR(a b) -c: {d}',
    "100% _real_ \\ name",
    "{name} {0} %s",
    "=cmd|'/c calc'!A0",
    "Ngọc Trâm Nguyễn-Łukasiewicz",
    "محمد عبد الله",
    "মোহাম্মদ রহমান",
    "王小明",
    "ਗੁਰਪ੍ਰੀਤ ਕੌਰ",
    "Ana 🙂👩‍👩‍👧",
    "\u202eevil\u202c \u2066isolated\u2069 \u200fmark",
    "Amina محمد 12",
    "H123456789012",
    "abcdefghi " * 50,
    "x" * 500,
]

ANY = st.characters()
"""Half characters (lone surrogates) too, which some keyboards and clipboards leave behind."""
one_hub = given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def kept(text: str) -> str:
    """A name as it is kept: one space between words, whole characters, nothing else changed."""
    return " ".join(text.encode(errors="ignore").decode().split())


def called(world: World, name: str) -> Household:
    """A household that told its name."""

    def make(act: Act) -> Household:
        made = households.open_household(act, 2, 1)
        households.note_details(act, made.id, Details(name=name, street=f"7 {name[:60]}"))
        return made

    return world.desk.do(make)


def told(world: World, home: Household) -> Details:
    def details(view: View) -> Details:
        return households.details_of(view, home.id)

    return world.desk.ask(details)


@pytest.mark.parametrize("name", NAMES)
def test_a_household_keeps_its_name_letter_by_letter(world: World, name: str) -> None:
    home = called(world, name)
    assert told(world, home).name == kept(name)
    world.reopen()
    assert told(world, home).name == kept(name)
    found = world.desk.ask(find.find, name)
    assert [each.name for each in found if each.household.id == home.id] == [kept(name)]


@pytest.mark.parametrize("name", NAMES)
def test_a_product_keeps_its_name_from_the_pack_to_the_result_card(world: World, name: str) -> None:
    world.line("beans")
    world.parcel(beans=1)
    world.desk.do(scanning.scanned, world.household().card)
    code = world.product("Beans", "beans")
    world.desk.do(products.name_product, code, name, identity.named("line", "beans"))
    card = world.desk.do(scanning.scanned, code).outcome
    assert card.result is Result.ADDED
    assert kept(name) in [str(line) for line in card.lines]


@pytest.mark.parametrize("name", NAMES)
def test_a_line_keeps_its_name_on_the_visit(world: World, name: str) -> None:
    id_ = world.line("beans")
    world.parcel(beans=1)
    world.desk.do(products.note_line, id_, name=name)
    world.desk.do(scanning.scanned, world.household().card)
    shown = world.desk.ask(visit.on_counter)
    assert shown is not None and [row.name for row in shown.rows] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_a_hub_of_any_name_prints_cards_that_scan(world: World, name: str) -> None:
    world.desk.do(settings.change, hub_name=name)
    hub_name = world.desk.ask(settings.asked).hub_name
    assert hub_name == name
    card = world.household().card
    label = household_card(HouseholdCard(hub_name, card[-4:], card), Room(62, 40))
    pdf = pdf_of([label], plain_page(62, 40))
    assert scanned(next(dots_of(pdf, 300))) == [card]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_the_pdf_as_text_and_never_as_markup(name: str) -> None:
    page = formats.named("a4")
    (label,) = practice_barcodes([PracticeCode(name, "H123456789012")], Room.on(page))
    (text,) = texts(pdf_of([label], page))
    # An emoji is drawn whole, but copied out of a PDF its number is cut short by reportlab.
    expected = "".join(each for each in letters(printable(tidy(name))) if each <= "\uffff")
    seen = letters(text)
    shown = expected if len(name) < 60 else expected[:12]
    if seen.find(shown) < 0:
        # Copied out of a PDF, words that run from the right come in another order.
        assert not set(shown) - set(seen)
        assert any(unicodedata.bidirectional(each) in ("R", "AL") for each in shown)


def letters(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text) if not each.isspace())


@one_hub
@given(name=st.text(ANY, max_size=600))
def test_any_name_comes_back_or_is_refused(world: World, name: str) -> None:
    try:
        home = called(world, name)
    except Refused:
        return
    assert told(world, home).name == kept(name)


@one_hub
@given(text=st.text(ANY, max_size=300))
def test_a_search_for_anything_finds_or_finds_nothing(world: World, text: str) -> None:
    assert isinstance(world.desk.ask(find.find, text), list)
    assert isinstance(world.desk.ask(find.by_last_four, text[:4]), list)


TYPED = st.one_of(
    st.text(ANY, max_size=60),
    st.text("0123456789+-*/x ., AHPkg", max_size=20),
    st.from_regex(r"[HPLD][0-9]{12}", fullmatch=True),
    st.from_regex(r"(\]C1|\]d2|\]Q3)?(01[0-9]{14}|1[0-7][0-9]{6}|10[A-Z0-9]{1,20}\x1d?){1,3}"),
    st.from_regex(r"https?://[a-z.]{1,20}/01/[0-9]{14}(/10/[A-Z0-9]{1,8})?", fullmatch=True),
)


def counter_open(world: World) -> int:
    """A visit on the counter with one scanned row; the row's name in it."""
    world.line("beans")
    code = world.product("Baked beans", "beans")
    world.shelf("9 Baked beans, best before 2027-03")
    world.parcel(beans=2)
    world.desk.do(scanning.scanned, world.household().card)
    row = world.desk.do(scanning.scanned, code).row
    assert row is not None
    return row.n


@one_hub
@given(text=TYPED, picked=st.booleans())
def test_typing_anything_at_the_counter_is_done_or_refused(
    world: World, text: str, picked: bool
) -> None:
    n = counter_open(world)
    try:
        world.desk.do(entering.entered, text, n if picked else None)
    except Refused as refusal:
        assert str(refusal)


@one_hub
@given(text=TYPED)
def test_typing_anything_at_an_empty_counter_is_done_or_refused(world: World, text: str) -> None:
    try:
        world.desk.do(entering.entered, text)
    except Refused as refusal:
        assert str(refusal)


@one_hub
@given(text=TYPED, visiting=st.booleans())
def test_scanning_anything_is_answered_or_refused(world: World, text: str, visiting: bool) -> None:
    if visiting:
        counter_open(world)
    try:
        card = world.desk.do(scanning.scanned, text).outcome
    except Refused as refusal:
        assert str(refusal)
        return
    assert str(card.title)
    assert all(str(line) or not card.code for line in card.lines)


@one_hub
@given(name=st.text(ANY, max_size=600))
def test_any_product_name_comes_back_or_is_refused(world: World, name: str) -> None:
    try:
        product = world.desk.do(products.name_product, "5000157024671", name, None)
    except Refused as refusal:
        assert str(refusal)
        return

    def named(view: View) -> str:
        return products.product_by_id(view, product).name

    assert world.desk.ask(named) == kept(name)
