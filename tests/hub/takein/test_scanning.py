"""Each scan is kept at once; what is typed then says how many, and of what date."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.stock import dates, moving, places, sending
from hubdesk.takein import checking, drafts, entering, entries, gaps, naming, sources, thanks
from hubdesk.takein.came import Offer, Sign
from hubdesk.takein.checking import Fault
from tests.hub.takein.hands import Source, TakingIn, stocked
from tests.world import SATURDAY, World, open_world

UNKNOWN, OTHER = "9529999999992", "9529999999985"
TESCO = "https://tesco.com/01/05051277937280/10/101150200?17=260505&90=A46"


@pytest.fixture
def taking(world: World) -> TakingIn:
    return stocked(world)


def test_a_scan_is_kept_at_once_and_waits_for_no_key(taking: TakingIn) -> None:
    assert taking.scan("beans").sign is Sign.TAKEN
    taking.world.reopen()
    assert taking.here("beans") == 1
    assert taking.rows == ["1 beans"]


def test_a_number_says_how_many_of_that_scan_there_were(taking: TakingIn) -> None:
    taking.scan("beans")
    came = taking.type_("24")
    assert [str(line) for line in came.lines] == ["24 × beans"]
    assert taking.here("beans") == 24
    taking.type_("3*24+5")
    assert taking.here("beans") == 77
    taking.scan("beans")
    assert taking.here("beans") == 78
    assert taking.rows == ["78 beans"]


def test_a_date_is_that_of_the_scans_of_the_same_goods_just_before(taking: TakingIn) -> None:
    taking.scan("peas")
    for _ in range(3):
        taking.scan("beans")
    taking.type_("0327")
    assert taking.rows == ["3 beans, Best before March 2027", "1 peas"]
    assert [each.name for each in taking.undated] == ["peas"]


def test_a_date_typed_again_puts_the_first_one_right(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.scan("beans")
    taking.type_("0327")
    taking.type_("0328")
    assert taking.rows == ["2 beans, Best before March 2028"]
    assert taking.here("beans") == 2


def test_goods_that_keep_have_the_date_of_the_last_ones_until_another_is_typed(
    taking: TakingIn,
) -> None:
    taking.scan("beans")
    taking.type_("0327")
    taking.scan("peas")
    came = taking.scan("beans")
    assert "The same date as before" in str(came.lines[-1])
    assert taking.rows[0] == "2 beans, Best before March 2027"
    taking.type_("0628")
    assert taking.rows[0] == "1 beans, Best before June 2028"
    assert "1 beans, Best before March 2027" in taking.rows


def test_a_use_by_is_never_taken_to_be_as_before(taking: TakingIn) -> None:
    taking.scan("yoghurt")
    taking.type_("2811")
    taking.scan("yoghurt")
    assert taking.rows[0] == "1 yoghurt"
    assert taking.undated[0].quantity == 1


def test_a_number_or_a_date_may_come_first(taking: TakingIn) -> None:
    taking.type_("24")
    assert taking.shown.number == 24
    taking.scan("beans")
    taking.space()
    taking.type_("0327")
    assert str(taking.shown.stays) == "March 2027"
    taking.scan("beans")
    taking.scan("peas")
    assert taking.rows == [
        "1 peas, Best before March 2027",
        "1 beans, Best before March 2027",
        "24 beans",
    ]
    taking.type_("0528")
    taking.scan("beans")
    assert taking.rows[:2] == ["1 beans, Best before May 2028", "1 peas, Best before May 2028"]


def test_no_date_is_said_with_one_letter(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("x")
    assert taking.undated == []
    assert taking.shown.rows[0].no_date
    taking.scan("beans")
    assert taking.undated == [], "and the next of them bear none either"


def test_ctrl_z_takes_back_the_last_scan_and_then_the_one_before(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.scan("peas")
    taking.type_("24")
    taking.undo()
    assert taking.rows == ["1 beans"]
    assert taking.here("peas") == 0
    taking.undo()
    assert taking.rows == []
    assert taking.undo().title.text.startswith("Nothing")


def test_a_tesco_address_fills_batch_and_date_with_no_key(tmp_path: Path) -> None:
    spring = stocked(open_world(tmp_path / "spring", SATURDAY.replace(month=5, day=4)))
    came = spring.scan(TESCO)
    assert came.sign is Sign.NEW and came.code == "5051277937280"
    (row,) = spring.shown.rows
    assert str(row.date) == "Use by tomorrow"
    assert spring.here("5051277937280") == 1
    (entry,) = spring.world.desk.ask(entries.whole, drafted(spring))
    assert entry.lot == "101150200"
    spring.world.desk.close()


def drafted(taking: TakingIn) -> bytes:
    return taking.world.desk.ask(drafts.current).drop_off


def test_the_same_pack_two_days_later_is_refused(taking: TakingIn) -> None:
    came = taking.scan(TESCO)
    assert came.sign is Sign.STOP
    assert taking.rows == [] and taking.here("5051277937280") == 0


def test_a_use_by_that_has_passed_takes_the_scan_back(taking: TakingIn) -> None:
    taking.scan("yoghurt")
    came = taking.type_("2011")
    assert came.sign is Sign.STOP
    assert taking.rows == [] and taking.here("yoghurt") == 0


def test_a_best_before_that_has_passed_is_asked_about_and_one_key_bins_it(
    taking: TakingIn,
) -> None:
    taking.scan("beans")
    came = taking.type_("1026")
    assert came.sign is Sign.ASK
    assert taking.here("beans") == 1
    taking.world.desk.do(checking.bin_one, Fault.UNSOUND)
    assert taking.here("beans") == 0
    taking.undo()
    assert taking.here("beans") == 1, "Ctrl+Z takes the binning back first"


def test_one_key_changes_the_kind_of_date(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("2811")
    assert taking.rows == ["1 beans, Best before 28 November"]
    taking.world.desk.do(entering.turn_kind)
    assert taking.rows == ["1 beans, Use by 28 November"]


def test_a_bulging_tin_is_binned_with_one_key(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.type_("24")
    came = taking.world.desk.do(checking.bin_one, Fault.BULGE)
    assert str(came.title) == "Binned: Bulge"
    assert taking.here("beans") == 23


def test_an_unknown_barcode_is_kept_and_named_later_for_every_scan(taking: TakingIn) -> None:
    taking.scan(UNKNOWN)
    taking.type_("0327")
    taking.scan("beans")
    taking.scan(UNKNOWN)
    assert taking.here(UNKNOWN) == 2
    assert [each.quantity for each in taking.nameless] == [2]
    naming_it(taking, "Lentil soup", "Peas")
    assert taking.nameless == []
    assert taking.rows[0] == "2 Lentil soup, Best before March 2027"
    taking.scan(UNKNOWN)
    assert taking.rows[0] == "3 Lentil soup, Best before March 2027"


def naming_it(taking: TakingIn, name: str, line: str) -> None:
    taking.world.desk.do(naming.name_it, UNKNOWN, name, identity.named("line", line))


def test_a_date_typed_before_its_name_gets_the_kind_of_the_line(taking: TakingIn) -> None:
    taking.scan(UNKNOWN)
    taking.type_("2811")
    assert taking.rows == [f"1 {UNKNOWN}, Use by 28 November"]
    naming_it(taking, "Marrowfat peas", "Peas")
    assert taking.rows == ["1 Marrowfat peas, Best before 28 November"]
    assert taking.here(UNKNOWN) == 1


def test_letters_after_a_new_barcode_are_its_name_and_find_its_line(taking: TakingIn) -> None:
    taking.scan(UNKNOWN)
    came = taking.type_("peas")
    assert str(came.title) == "Named, for every scan"
    assert "Line: Peas" in [str(line) for line in came.lines]
    assert taking.rows == ["1 peas"]


def test_letters_take_in_goods_that_have_no_code(taking: TakingIn) -> None:
    taking.type_("6")
    came = taking.type_("bread")
    assert [str(line) for line in came.lines] == ["6 × Bread"]
    assert taking.rows == ["6 Bread"]
    assert taking.type_("nonsense").sign is Sign.NOTED
    assert taking.rows == ["6 Bread"]


@pytest.mark.parametrize(
    "text", ["31 February", "3102", "99999", "12345", "100*100", "0", "*!?", "2 3", "Nov 27", "1+"]
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_loses_nothing(
    taking: TakingIn, text: str
) -> None:
    taking.scan("beans")
    with pytest.raises(Refused):
        taking.type_(text)
    assert taking.rows == ["1 beans"]
    assert taking.shown.about is not None


def test_a_card_parks_the_take_in_and_it_stands_as_it_was(taking: TakingIn) -> None:
    home = taking.world.household()
    taking.scan("beans")
    came = taking.scan(home.card)
    assert came.household == home.id
    taking.type_("24")
    assert taking.rows == ["24 beans"]


def test_a_label_or_a_misread_card_is_no_goods(taking: TakingIn) -> None:
    home = taking.world.household()
    misread = home.card[:-1] + str((int(home.card[-1]) + 1) % 10)
    with pytest.raises(Refused):
        taking.scan(misread)
    assert taking.rows == []


def test_what_waits_for_a_name_is_read_from_scans_of_new_barcodes_alone(taking: TakingIn) -> None:
    """It is read again after each of them, and a hub has a hundred thousand scans behind it."""

    def steps(view: View) -> list[str]:
        said = naming.NAMELESS.compile(
            dialect=view.connection.dialect, compile_kwargs={"literal_binds": True}
        )
        plan = view.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}")
        return [row.detail for row in plan]

    assert "ix_taken_in_bare" in taking.world.desk.ask(steps)[0]


def test_a_load_that_was_sent_is_not_taken_in_twice(taking: TakingIn) -> None:
    desk = taking.world.desk
    here = desk.ask(lambda view: view.here)
    site = desk.do(places.open_place, "Annexe", places.Use.SITE)
    goods = [moving.Goods(taking.world.product_id("beans"), None, 6)]
    op = desk.do(sending.send, here, site.id, goods)
    load = desk.ask(sending.by_id, op.subject)
    assert load is not None
    came = taking.scan(load.code)
    assert came.sign is Sign.NOTED and "press Alt+K" in str(came.lines[0])
    assert taking.rows == []


def test_a_wrong_check_digit_is_kept_and_asked_about(taking: TakingIn) -> None:
    came = taking.scan("9529999999991")
    assert came.sign is Sign.ASK
    assert taking.nameless[0].code == "9529999999991"


def test_the_dates_left_for_later_are_filled_by_scanning_and_typing(taking: TakingIn) -> None:
    for what in ("beans", "beans", "peas"):
        taking.scan(what)
    assert [(each.name, each.quantity) for each in taking.undated] == [("peas", 1), ("beans", 2)]
    desk = taking.world.desk
    product = desk.ask(gaps.found, taking.world.barcodes["beans"])
    dated = dates.read("0327", desk.ask(lambda view: view.today))
    desk.do(gaps.date_them, product, dated)
    assert [each.name for each in taking.undated] == ["peas"]
    assert taking.here("beans") == 2
    with pytest.raises(Refused):
        desk.ask(gaps.found, taking.world.barcodes["beans"])


def test_what_was_given_out_meanwhile_asks_for_no_date(taking: TakingIn) -> None:
    taking.scan("beans")
    taking.world.parcel(Baked_beans=1)
    taking.world.serve(taking.world.household())
    assert taking.undated == []


def test_a_source_is_one_key_and_a_supermarket_is_remembered(taking: TakingIn) -> None:
    desk = taking.world.desk
    taking.scan("beans")
    came = desk.do(sources.say, Source.SUPERMARKET)
    assert came.offers == (Offer.GIVER,)
    taking.type_("Tesco High Street")
    assert taking.shown.source.giver == "Tesco High Street"
    desk.do(entering.next_drop_off)
    assert taking.rows == []
    assert desk.do(sources.say, Source.SUPERMARKET).choices[0][1] == "Tesco High Street"
    desk.do(sources.say, Source.GIFT)
    assert taking.shown.source.source is Source.GIFT


def test_a_slip_thanks_for_what_came_and_names_nobody(taking: TakingIn) -> None:
    desk = taking.world.desk
    with pytest.raises(Refused):
        desk.do(thanks.thank)
    taking.type_("24")
    taking.scan("beans")
    assert desk.do(thanks.thank).labels
    (job,) = desk.ask(queue.waiting)
    assert job.kind == "thank you"
    assert (job.content.items, job.content.weight_g) == (24, 9600)  # type: ignore[union-attr]
