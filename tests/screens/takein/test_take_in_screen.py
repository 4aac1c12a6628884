"""Take in on the screen: scans, a few keys after them, and what waits to be done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk import day
from hubdesk.labels import queue
from hubdesk.reports import today
from hubdesk.takein import showing
from tests.hub.takein.hands import stocked
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.world import SATURDAY
from ui.takein.screen import TakeInScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme, Tone

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NEW = "9529999999986"


@pytest.fixture
def screen(screen_world: ScreenWorld) -> TakeInScreen:
    stocked(screen_world.world)
    return shown(screen_world)


def shown(screen_world: ScreenWorld) -> TakeInScreen:
    made = TakeInScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    return made


def press(screen: TakeInScreen, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    handle = screen.window().windowHandle()
    QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)


class Hands:
    """Scans and types at the screen; each waits for its answer."""

    def __init__(self, screen: TakeInScreen, screen_world: ScreenWorld) -> None:
        self.screen, self._world = screen, screen_world

    def scan(self, *what: str) -> None:
        for each in what:
            self.screen.scanned(self._world.world.barcodes.get(each, each))
        self._world.settle()

    def type_(self, text: str) -> None:
        handle = self.screen.window().windowHandle()
        for sign in text:
            QTest.keyClick(handle, sign)
        QTest.keyClick(handle, KEY.Key_Return)
        self._world.settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        press(self.screen, key, held)
        self._world.settle()

    @property
    def rows(self) -> list[str]:
        model = self.screen.last.list.records
        return [str(model.data(model.index(row))) for row in range(model.rowCount())]

    @property
    def headline(self) -> str:
        return self.screen.result.result.headline if self.screen.result.result else ""


@pytest.fixture
def hands(screen: TakeInScreen, screen_world: ScreenWorld) -> Hands:
    return Hands(screen, screen_world)


def test_scans_stand_with_their_counts_and_the_box_says_what_a_digit_does(hands: Hands) -> None:
    box = hands.screen.scan
    assert box.field.placeholderText().startswith("Scan goods")
    hands.scan("beans", "beans", "peas")
    assert hands.rows == ["1, peas, Date left for later", "2, beans, Date left for later"]
    assert "how many peas" in box.field.placeholderText()
    hands.type_("24")
    assert hands.rows[0] == "24, peas, Date left for later"
    hands.type_("0327")
    assert hands.rows[0] == "24, peas, Best before March 2027"
    assert hands.screen.last.total.text() == "26 items  ·  10.4 kg"
    assert QApplication.focusWidget() is box.field


def test_what_enter_will_do_is_said_while_typing(hands: Hands) -> None:
    handle = hands.screen.window().windowHandle()
    for sign in "24":
        QTest.keyClick(handle, sign)
    assert hands.screen.scan.hint.text() == "24 of the next scan"
    press(hands.screen, KEY.Key_Escape)
    hands.scan("beans")
    for sign in "0327":
        QTest.keyClick(handle, sign)
    assert hands.screen.scan.hint.text() == "Best before March 2027, on these"


def test_ctrl_z_takes_back_a_weight_before_its_scan(
    hands: Hands, screen_world: ScreenWorld
) -> None:
    hands.scan("beans")
    hands.type_("12kg")
    assert hands.headline == "One weighs 12 kg"
    assert hands.screen.result.result is not None
    assert hands.screen.result.result.tone is Tone.SOON
    assert hands.screen.last.total.text() == "1 item  ·  12.0 kg"
    hands.press(KEY.Key_Z, CTRL)
    assert hands.headline == "The weight is taken back"
    assert hands.screen.last.total.text() == "1 item  ·  0.4 kg"
    hands.press(KEY.Key_Z, CTRL)
    assert (hands.headline, hands.rows) == ("Taken back", [])


def test_a_long_name_that_turns_its_direction_leaves_the_desks_words_alone(hands: Hands) -> None:
    hands.scan(NEW)
    hands.screen.scan.field.setText("\u202e" + "Kichererbsen " * 30)
    hands.press(KEY.Key_Return)
    told = hands.screen.result.lines.text()
    name, _, said = told.partition("\n")
    assert said == "On no line yet. Press Ctrl+N to choose one."
    assert name.startswith("\u2068\u202e") and name.endswith("…\u202c\u2069")


def test_space_then_a_date_stays_for_what_follows_and_esc_ends_it(hands: Hands) -> None:
    hands.scan("beans")
    hands.press(KEY.Key_Space)
    hands.type_("0327")
    assert hands.screen.last.stays.text == "March 2027 on what follows"
    hands.scan("peas", "beans")
    assert hands.rows[1] == "1, peas, Best before March 2027"
    hands.press(KEY.Key_Escape)
    assert hands.screen.last.stays.isHidden()


def test_a_new_barcode_is_kept_and_named_in_the_panel(hands: Hands) -> None:
    hands.scan(NEW)
    assert hands.headline == "New barcode, kept"
    assert hands.screen.side.names.text() == "To name: 1"
    hands.press(KEY.Key_N, CTRL)
    assert QApplication.focusWidget() is hands.screen.naming.name
    hands.type_("Garden peas 300 g")
    assert hands.rows == ["1, Garden peas 300 g, Date left for later"]
    assert "Line: Peas" in hands.screen.result.result.lines  # type: ignore[union-attr]
    assert hands.screen.side.names.text() == "To name: 0"
    assert QApplication.focusWidget() is hands.screen.scan.field


def test_a_name_that_cannot_be_kept_is_said_and_not_lost(hands: Hands) -> None:
    hands.scan(NEW)
    hands.press(KEY.Key_N, CTRL)
    hands.type_("")
    assert hands.headline == "Type a short name, as it stands on the pack."
    assert QApplication.focusWidget() is hands.screen.naming.name
    hands.screen.naming.name.setText("Nappies")
    for wrong in ("4b", "1"):
        hands.screen.naming.pieces.setText(wrong)
        hands.type_("")
        assert hands.headline.startswith("Type how many are in one pack")
        assert hands.screen.naming.name.text() == "Nappies"
    hands.screen.naming.pieces.setText("48")
    hands.type_("")
    assert hands.headline == "Named, for every scan"
    hands.press(KEY.Key_O, ALT)
    assert hands.headline == "Pack opened"


def test_scans_wait_while_nobody_knows_what_day_it_is(
    screen_world: ScreenWorld,
) -> None:
    stocked(screen_world.world)
    screen_world.world.clock.forward(days=-3)
    screen = shown(screen_world)
    hands = Hands(screen, screen_world)
    hands.scan("beans")
    hands.scan("peas")
    assert hands.rows == []
    screen_world.do(day.confirm, SATURDAY.date())
    screen_world.settle()
    assert sorted(hands.rows) == ["1, beans, Date left for later", "1, peas, Date left for later"]


def test_what_happens_elsewhere_is_seen_here(hands: Hands, screen_world: ScreenWorld) -> None:
    hands.scan("beans", "peas")
    hands.press(KEY.Key_Space)
    screen_world.do(today.undo_last)
    assert hands.rows == ["1, beans, Date left for later"]


def test_scanning_goes_on_while_a_name_is_asked(hands: Hands) -> None:
    hands.scan(NEW)
    hands.press(KEY.Key_N, CTRL)
    hands.scan("beans")
    assert hands.rows[0].startswith("1, beans")
    assert QApplication.focusWidget() is hands.screen.scan.field


def test_dates_left_for_later_are_typed_down_the_list(hands: Hands) -> None:
    hands.scan("beans", "peas", "yoghurt")
    hands.press(KEY.Key_L, ALT)
    assert hands.headline == "Filling in dates"
    assert "yoghurt" in hands.screen.scan.field.placeholderText()
    hands.type_("2811")
    hands.type_("0327")
    assert hands.screen.side.dates.text() == "Dates: 1"
    hands.scan("beans")
    hands.type_("x")
    assert hands.screen.side.dates.text() == "Dates: 0"
    hands.press(KEY.Key_L, ALT)
    assert sorted(hands.rows) == [
        "1, beans, No date on the pack",
        "1, peas, Best before March 2027",
        "1, yoghurt, Use by 28 November",
    ]


def test_ctrl_z_and_a_key_for_a_bulging_tin(hands: Hands) -> None:
    hands.scan("beans", "peas")
    hands.press(KEY.Key_E, ALT)
    assert hands.headline == "Binned: Bulge"
    hands.press(KEY.Key_Z, CTRL)
    assert hands.headline.startswith("It is not binned")
    hands.press(KEY.Key_Z, CTRL)
    assert hands.rows == ["1, beans, Date left for later"]


def test_a_use_by_that_has_passed_stops_aloud_and_the_next_scan_goes_on(hands: Hands) -> None:
    hands.scan("yoghurt")
    hands.type_("2011")
    result = hands.screen.result.result
    assert result is not None and result.tone is Tone.STOP
    hands.scan("beans")
    assert hands.rows == ["1, beans, Date left for later"]


def test_a_source_is_one_key_and_a_new_supermarket_is_typed(hands: Hands) -> None:
    hands.scan("beans")
    hands.press(KEY.Key_M, ALT)
    assert hands.headline == "Which supermarket?"
    assert "supermarket" in hands.screen.scan.field.placeholderText()
    hands.type_("Corner Shop")
    assert hands.headline == "From Corner Shop"
    hands.press(KEY.Key_F12)
    hands.press(KEY.Key_M, ALT)
    hands.press(KEY.Key_1, ALT)
    assert hands.headline == "From Corner Shop"


def test_a_crate_by_weight_and_a_slip_print(hands: Hands, screen_world: ScreenWorld) -> None:
    prints: list[bool] = []
    hands.screen.labels_wanted.connect(lambda: prints.append(True))
    hands.type_("12kg")
    hands.press(KEY.Key_T, ALT)
    kinds = [job.kind for job in screen_world.ask(queue.waiting)]
    assert kinds == ["crate", "thank you"] and len(prints) == 2
    assert hands.screen.last.total.text() == "0 items  ·  1 crate  ·  12.0 kg"
    assert hands.screen.side.crates.text().endswith("(12 kg)")


def test_the_same_code_read_twice_in_a_moment_counts_once(hands: Hands) -> None:
    code = hands._world.world.barcodes["beans"]
    hands.scan("beans")
    hands.screen.read_twice(code)
    assert hands.headline == "Read twice, counted once"
    hands.press(KEY.Key_Space)
    assert hands.rows[0].startswith("2, beans")


def test_what_is_refused_is_said_and_nothing_is_lost(hands: Hands) -> None:
    hands.scan("beans")
    hands.type_("99999")
    result = hands.screen.result.result
    assert result is not None and result.headline.startswith("Type how many")
    assert hands.rows == ["1, beans, Date left for later"]


def test_a_card_opens_its_visit(hands: Hands, screen_world: ScreenWorld) -> None:
    wanted: list[bytes] = []
    hands.screen.visit_wanted.connect(wanted.append)
    home = screen_world.do(_open_household)
    hands.scan("beans", home.card)
    assert wanted == [home.id]
    assert hands.rows[0].startswith("1, beans")


def _open_household(act: object) -> object:
    from hubdesk.households import household  # noqa: PLC0415

    return household.open_household(act, 2, 3)  # type: ignore[arg-type]


def filled(screen_world: ScreenWorld) -> TakeInScreen:
    stocked(screen_world.world)
    made = shown(screen_world)
    hands = Hands(made, screen_world)
    hands.scan("beans", "peas", "yoghurt", NEW)
    hands.type_("0327")
    return made


def test_audit_before_anything_came(screen: TakeInScreen, screen_world: ScreenWorld) -> None:
    assert screen.result.isHidden()
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.mark.parametrize("theme", list(Theme))
def test_audit_in_every_theme(screen_world: ScreenWorld, theme: Theme) -> None:
    screen_world.look.wear(theme)
    made = filled(screen_world)
    assert audit.everything(made.window(), screen_world.look) == []


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("percent", STEPS)
def test_audit_at_every_scale_both_ways(
    screen_world: ScreenWorld, percent: int, mirrored: bool
) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    app.setLayoutDirection(side)
    screen_world.look.wear(Theme.LIGHT, Scale(percent))
    made = filled(screen_world)
    assert audit.everything(made.window(), screen_world.look) == []
    if percent == max(STEPS):
        made.switch.setChecked(True)
        screen_world.settle()
        assert audit.everything(made.window(), screen_world.look) == []
    made.switch.setChecked(False)
    made._ask_name()
    screen_world.settle()
    assert audit.everything(made.window(), screen_world.look) == []


def test_the_screen_stands_as_it_was_after_a_restart(
    hands: Hands, screen_world: ScreenWorld
) -> None:
    hands.scan("beans")
    hands.type_("24")
    told = screen_world.ask(showing.take_in)
    assert [str(row.many) for row in told.rows] == ["24"] and told.about is not None


def test_a_crate_asks_where_it_is_from_until_somebody_says_it(hands: Hands) -> None:
    asked, box = hands.screen.sources.asked, hands.screen.scan.field
    hands.type_("12.5kg")
    assert asked.isVisible() and asked.text.startswith("Where is crate ")
    assert box.hasFocus(), "it is asked, and nothing waits for it"
    hands.scan("beans")
    assert asked.isVisible()
    hands.press(KEY.Key_F12)
    assert not asked.isVisible()
    waits = hands.screen.side.to_name
    assert hands.screen.side.names.text() == "To name: 1"
    assert "12.5 kg, Where is it from?" in str(waits.records.data(waits.records.index(0)))


def test_a_lead_says_later_where_a_crate_is_from(hands: Hands) -> None:
    hands.type_("12kg")
    hands.press(KEY.Key_F12)
    hands.press(KEY.Key_N, CTRL)
    assert hands.headline.startswith("Where is crate ")
    hands.type_("Corner Shop")
    assert hands.headline == "From Corner Shop"
    assert hands.screen.side.names.text() == "To name: 0"


def test_not_known_is_an_answer_and_the_asking_ends(hands: Hands) -> None:
    hands.type_("12kg")
    hands.press(KEY.Key_M, ALT)
    assert hands.screen.sources.asked.text == "Which supermarket?"
    hands.press(KEY.Key_N, ALT)
    assert not hands.screen.sources.asked.isVisible()
    assert hands.screen.side.names.text() == "To name: 0"
