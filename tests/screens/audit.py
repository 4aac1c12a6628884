"""Audits that any screen's test can run on real widgets. Each answers a list of problems.

``everything(widget, look)`` runs all that need no second theme. Show the widget first, at the
size it is to be judged at (the hub's smallest screen is 1366 by 728).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cache, lru_cache

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QTextEdit,
    QWidget,
)

from tests.waiting import wait
from ui.scanner.filter import ScanFilter
from ui.theme import contrast, icons
from ui.theme.look import Look
from ui.theme.tokens import THEMES, Theme, Tokens, Tone
from ui.widgets.chip import Chip
from ui.widgets.quantity_row import QuantityRows
from ui.widgets.record_list import RecordList
from ui.widgets.record_painter import LINE, Spot
from ui.widgets.result_card import ResultCard

SCREEN = (1366, 728)
AFTER_A_SCAN_MS = 60
LEAST_TARGET_PX = 44
TEXT, TEXT_IN_SUNLIGHT, EDGE = 7.0, 10.0, 4.5
ratio = cache(contrast.ratio)
"""The same few colours are compared over and over, in every state of every screen."""
_ringed_well: set[tuple[object, ...]] = set()
"""Controls whose ring was seen, by what they are and each pixel of them without it."""
_CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
)


def everything(widget: QWidget, look: Look) -> list[str]:
    """All audits of one shown window or screen, in its theme, scale and direction."""
    return [
        *names(widget),
        *tab_reach(widget),
        *clipped(widget),
        *targets(widget, look),
        *rendered_text(widget, look),
        *rendered_focus(widget),
        *colour_only(widget),
        *token_contrast(look.theme),
    ]


def controls(widget: QWidget) -> Iterator[QWidget]:
    """Every visible, enabled thing that can be used, once each."""
    for each in widget.findChildren(QWidget):
        if not isinstance(each, _CONTROLS) or not each.isVisibleTo(widget):
            continue
        if isinstance(each, QHeaderView):  # headings to read, which nobody can press
            continue
        inside = each.parentWidget()
        if each.isEnabled() and not isinstance(inside, (QComboBox, QAbstractSpinBox)):
            yield each


def names(widget: QWidget) -> list[str]:
    """Everything that can be used, and every chip, has a name for a screen reader."""
    asked = [*controls(widget), *(c for c in widget.findChildren(Chip) if c.isVisibleTo(widget))]
    return [f"no accessible name: {_what(each)}" for each in asked if not _name(each)]


def tab_reach(widget: QWidget) -> list[str]:
    """Everything that can be used is reached by really pressing Tab."""
    wanted = list(controls(widget))
    before = QApplication.focusWidget()
    # Tab goes through the rail and the title row as well.
    around = len(list(controls(widget.window())))
    reached = tab_walk(widget, around + 6, wanted)
    if before is not None:
        before.setFocus()
    return [f"Tab does not reach: {_what(each)}" for each in wanted if each not in reached]


def tab_walk(widget: QWidget, presses: int, until: Collection[QWidget] = ()) -> list[QWidget]:
    """What has the focus after each of so many presses of Tab in the shown window.

    ``until``: no more presses once all of these had it.
    """
    seen = []
    app = QApplication.instance()
    if app is not None and app.findChildren(ScanFilter):
        # A Tab that follows a scan sooner than a hand can press it is the scan's own ending.
        wait(AFTER_A_SCAN_MS)
    missing = set(until)
    for _ in range(presses):
        QTest.keyClick(widget.window().windowHandle(), Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is not None:
            seen.append(now)
            missing.discard(now)
        if until and not missing:
            break
    return seen


def clipped(widget: QWidget) -> list[str]:
    """No words are cut off: by their own widget, or by the one around it."""
    problems = []
    for each in widget.findChildren(QWidget):
        if not each.isVisibleTo(widget) or _in_a_list(each):
            continue
        if isinstance(each, QLabel):
            if _label_cut(each):
                problems.append(f"words cut off: {_what(each)}")
        elif isinstance(each, (QAbstractButton, Chip)) and _smaller(each):
            problems.append(f"cut off, wants {each.sizeHint().toTuple()}: {_what(each)}")
        if isinstance(each, (QLabel, QAbstractButton, Chip)) and _words(each) and _outside(each):
            problems.append(f"stands outside what holds it: {_what(each)}")
        if isinstance(each, QLineEdit) and placeholder_cut(each):
            problems.append(f"placeholder cut off: {_what(each)}")
    return [*problems, *_too_wide(widget), *_overlaps(widget), *painted(widget)]


def painted(widget: QWidget) -> Iterator[str]:
    """Rows that are painted: no number, date or heading in them is cut off.

    They are judged by the painter's own measure of room. A long name may end with an ellipsis: it
    is whole under the pointer. What it is about, and how much, never does.
    """
    for each in widget.findChildren(QAbstractItemView):
        if not each.isVisibleTo(widget) or each.visibleRegion().isEmpty():
            continue
        if isinstance(each, RecordList):
            yield from _records_cut(each)
        elif isinstance(each, QuantityRows):
            yield from _quantities_cut(each)
        elif isinstance(each, QTableView):
            yield from _cells_cut(each)


def targets(widget: QWidget, look: Look) -> list[str]:
    """Everything that can be tapped is at least 44 px each way, growing with the scale."""
    least_px = look.px(LEAST_TARGET_PX)
    return [
        f"target {each.width()} x {each.height()}, least {least_px}: {_what(each)}"
        for each in controls(widget)
        if min(_target(each)) < least_px
    ]


def colour_only(widget: QWidget) -> list[str]:
    """A tone is never shown by colour alone: its icon's shape and a word say it too."""
    problems = []
    for card in widget.findChildren(ResultCard):
        if card.isVisibleTo(widget) and (card.icon.pixmap().isNull() or not card.headline.text()):
            problems.append(f"result by colour alone: {_what(card)}")
    for chip in widget.findChildren(Chip):
        if chip.isVisibleTo(widget) and not (chip.text and chip.icon_name):
            problems.append(f"chip by colour alone: {_what(chip)}")
    shapes = list(icons.TONE_ICONS.values())
    if len(set(shapes)) < len(Tone):
        problems.append("two tones share an icon")
    return problems


def token_contrast(theme: Theme, tokens: Tokens | None = None) -> list[str]:
    """Every pair of colours that is used together stands far enough apart."""
    used = tokens or THEMES[theme]
    least = TEXT_IN_SUNLIGHT if theme is Theme.SUNLIGHT else TEXT
    pairs = [(what, fore, back, least) for what, fore, back in _text_pairs(used)]
    pairs += [(what, fore, back, EDGE) for what, fore, back in _edge_pairs(used)]
    return [
        f"{theme.value} {what}: {ratio(fore, back):.2f}, least {wanted}"
        for what, fore, back, wanted in pairs
        if ratio(fore, back) < wanted
    ]


def rendered_text(widget: QWidget, look: Look) -> list[str]:
    """Words as drawn: the colour furthest from the ground is far enough from it.

    Anti-aliasing thins a stroke, so the strongest pixel of the words is judged, on the colour
    that fills most of the place.
    """
    least = TEXT_IN_SUNLIGHT if look.theme is Theme.SUNLIGHT else TEXT
    image = widget.grab().toImage()
    problems = []
    for each in widget.findChildren(QWidget):
        if not isinstance(each, (QLabel, QAbstractButton, Chip)) or not _words(each):
            continue
        place = _seen_place(each, widget)
        if place.isEmpty() or _scrolled(each):
            continue
        found = _drawn_contrast(image, place.adjusted(3, 3, -3, -3))
        # Thin strokes rarely reach their full colour: one part in ten is allowed for it.
        if found < least * 0.9:
            problems.append(f"drawn contrast {found:.1f}: {_what(each)}")
    return problems


def rendered_focus(widget: QWidget) -> list[str]:
    """Whatever has the focus shows a ring, drawn apart from what is inside or around it."""
    before = QApplication.focusWidget()
    problems = []
    widget.setFocus()
    whole = widget.grab().toImage()
    for each in controls(widget):
        ringed = _ringed(each)
        place = _seen_place(ringed, widget)
        if place.size() != ringed.size() or _behind_scroll(each):
            continue
        place = place.adjusted(-4, -4, 4, 4)
        looks = (type(each), _what(each), place.width(), _pixels(whole.copy(place)))
        if looks in _ringed_well:
            continue
        widget.setFocus()
        plain = widget.grab(place).toImage()
        each.setFocus(Qt.FocusReason.TabFocusReason)
        found = _ring_contrast(plain, widget.grab(place).toImage())
        if found >= EDGE:
            _ringed_well.add(looks)
        else:
            problems.append(f"focus ring contrast {found:.1f}: {_what(each)}")
    if before is not None:
        before.setFocus()
    return problems


def _ring_contrast(plain: QImage, focused: QImage) -> float:
    """Halfway down the start edge: the ring against what lies within it or without it."""
    middle = focused.height() // 2
    row = [focused.pixelColor(x, middle).name() for x in range(14)]
    was = [plain.pixelColor(x, middle).name() for x in range(14)]
    ring = [now for now, then in zip(row, was, strict=True) if now != then]
    return max((ratio(each, row[at]) for each in ring for at in (1, -1)), default=1.0)


def _text_pairs(used: Tokens) -> Iterator[tuple[str, str, str]]:
    grounds = ("window", "surface", "sunken", "tint")
    for ground in grounds:
        for ink in ("text", "muted", "primary"):
            yield f"{ink} on {ground}", getattr(used, ink), getattr(used, ground)
    for tone in Tone:
        yield f"{tone} words", used.ink(tone), used.ground(tone)
    yield "on primary", used.on_primary, used.primary
    yield "on primary pressed", used.on_primary, used.primary_down
    yield "rail", used.rail_text, used.rail
    yield "rail hovered", used.rail_text, used.rail_over
    yield "rail selected", used.rail_selected_text, used.rail_selected


def _edge_pairs(used: Tokens) -> Iterator[tuple[str, str, str]]:
    for ground in ("window", "surface", "sunken", "tint"):
        yield f"edge on {ground}", used.edge, getattr(used, ground)
        yield f"focus on {ground}", used.focus, getattr(used, ground)
    for tone in Tone:
        yield f"{tone} line on window", used.rule(tone), used.window
        yield f"{tone} line on surface", used.rule(tone), used.surface
        # A button is seen on a coloured card by its edge, or by its own fill.
        strongest = max((used.edge, used.surface), key=lambda each: ratio(each, used.ground(tone)))
        yield f"button on {tone}", strongest, used.ground(tone)
    yield "focus on primary", used.focus_on_primary, used.primary
    yield "focus on the rail", used.rail_focus, used.rail
    yield "focus on the selected place", used.focus, used.rail_selected


def _drawn_contrast(image: QImage, place: QRect) -> float:
    drawn = image.copy(place.intersected(image.rect())).convertToFormat(QImage.Format.Format_RGB32)
    if drawn.isNull():
        return 21.0
    return _strongest(bytes(drawn.constBits()))


@lru_cache(maxsize=8192)
def _strongest(pixels: bytes) -> float:
    """The same words are drawn the same in state after state: judged once."""
    counts = Counter(memoryview(pixels).cast("I"))
    colours = {each: f"#{each & 0xFFFFFF:06X}" for each in counts}
    ground = colours[counts.most_common(1)[0][0]]
    return max(ratio(each, ground) for each in colours.values())


def _pixels(image: QImage) -> int:
    """A picture by its pixels."""
    return hash(bytes(image.constBits()))


def _seen_place(each: QWidget, top: QWidget) -> QRect:
    """Where a widget is really seen within ``top``, in top's pixels."""
    if not each.isVisibleTo(top):
        return QRect()
    return QRect(each.mapTo(top, QPoint(0, 0)), each.size()).intersected(top.rect())


def _name(each: QWidget) -> str:
    reader = QAccessible.queryAccessibleInterface(each)
    said = reader.text(QAccessible.Text.Name) if reader is not None else ""
    return each.accessibleName().strip() or said.strip()


def _words(each: QWidget) -> str:
    if isinstance(each, Chip):
        return each.text
    if isinstance(each, (QLabel, QAbstractButton)):
        return each.text()
    return ""


def _what(each: QWidget) -> str:
    return f"{type(each).__name__} '{_words(each) or each.accessibleName() or each.objectName()}'"


def _target(each: QWidget) -> tuple[int, int]:
    return _ringed(each).width(), _ringed(each).height()


def _ringed(each: QWidget) -> QWidget:
    """A field inside a larger box is tapped and ringed as the box that lends it its focus."""
    holder = each.parentWidget()
    return holder if holder is not None and holder.focusProxy() is each else each


def _behind_scroll(each: QWidget) -> bool:
    """Partly or wholly scrolled out of sight."""
    return each.visibleRegion().boundingRect() != each.rect()


def _label_cut(each: QLabel) -> bool:
    if not each.text():
        return False
    if each.wordWrap():
        return each.heightForWidth(each.width()) > each.height() + 1 or _longest_word_cut(each)
    metrics = QFontMetrics(each.font())
    return metrics.horizontalAdvance(each.text()) > each.contentsRect().width() + 1 or (
        each.height() + 1 < each.sizeHint().height()
    )


def _longest_word_cut(each: QLabel) -> bool:
    metrics = QFontMetrics(each.font())
    widest = max((metrics.horizontalAdvance(word) for word in each.text().split()), default=0)
    return widest > each.contentsRect().width() + 1


def placeholder_cut(each: QLineEdit) -> bool:
    """True for a box that has no room for what it asks for."""
    words = each.placeholderText()
    metrics = QFontMetrics(each.font())
    return not each.text() and metrics.horizontalAdvance(words) > each.contentsRect().width()


def _smaller(each: QWidget) -> bool:
    wanted = each.sizeHint()
    return each.width() + 1 < wanted.width() or each.height() + 1 < wanted.height()


def _outside(each: QWidget) -> bool:
    holder = each.parentWidget()
    return holder is not None and not holder.rect().contains(each.geometry())


def _scrolled(each: QWidget) -> bool:
    """Inside something that scrolls, being out of sight is no fault; being cut off is."""
    holder = each.parentWidget()
    while holder is not None:
        if isinstance(holder, QAbstractScrollArea):
            return True
        holder = holder.parentWidget()
    return False


def _in_a_list(each: QWidget) -> bool:
    """Belongs to a list or table, which paints its rows by itself."""
    holder = each.parentWidget()
    while holder is not None and not isinstance(holder, QScrollArea):
        if isinstance(holder, QAbstractScrollArea):
            return True
        holder = holder.parentWidget()
    return False


def _too_wide(widget: QWidget) -> Iterator[str]:
    """What scrolls goes up and down alone: sideways nobody looks for words."""
    for each in widget.findChildren(QScrollArea):
        inside = each.widget()
        if inside is None or not each.isVisibleTo(widget):
            continue
        if inside.width() > each.viewport().width():
            yield f"wider than what scrolls it: {_what(inside)}"


def _seen_rows(view: QAbstractItemView) -> Iterator[tuple[int, QRect]]:
    """The rows on show, each with its place."""
    model, seen = view.model(), view.viewport().rect()
    for row in range(model.rowCount() if model is not None else 0):
        place = view.visualRect(model.index(row, 0))
        if place.top() > seen.bottom():
            return
        if place.intersects(seen):
            yield row, place


def _records_cut(view: RecordList) -> Iterator[str]:
    for row, place in _seen_rows(view):
        line = view.records.index(row).data(LINE)
        lead, end, title, detail = view.painter.spots(line, place, marked=True)
        if lead.is_cut:
            yield f"what leads a row is cut off: '{lead.words}' in '{view.accessibleName()}'"
        if end.is_cut and max(title.place.width(), detail.place.width()) > end.place.width() + 60:
            yield f"what ends a row is cut off beside free room: '{end.words}'"
        if title.words and title.place.width() < min(_wide(title), place.width() // 4):
            yield f"no room for a row's own words: '{title.words}'"


def _quantities_cut(view: QuantityRows) -> Iterator[str]:
    for row, place in _seen_rows(view):
        line = view.lines[row]
        if place.height() < view.painter.height(line, place.width()):
            yield f"a row is lower than its words: '{line.name}'"
        much = QFontMetrics(view.painter.count_font).horizontalAdvance(
            (line.much or str(line.quantity)).partition(" ")[0]
        )
        places = view.painter.places(line, place, view.layoutDirection())
        if not line.heading and much > places.count.width():
            yield f"how many is cut off: {line.quantity} '{line.name}'"


def _cells_cut(view: QTableView) -> Iterator[str]:
    head, model = view.horizontalHeader(), view.model()
    for column in range(model.columnCount()):
        if head.isVisible() and head.sectionSize(column) < head.sectionSizeHint(column):
            words = model.headerData(column, Qt.Orientation.Horizontal)
            yield f"a heading is cut off: '{words}' in '{view.accessibleName()}'"
    if view.horizontalScrollBar().maximum():
        yield f"wider than what scrolls it: '{view.accessibleName()}'"


def _wide(spot: Spot) -> int:
    return QFontMetrics(spot.font).horizontalAdvance(spot.words)


def _overlaps(widget: QWidget) -> list[str]:
    """Brothers with words do not lie on one another."""
    problems = []
    shown = [
        each
        for each in widget.findChildren(QWidget)
        if isinstance(each, (QLabel, QAbstractButton, Chip, QLineEdit)) and each.isVisibleTo(widget)
    ]
    for at, one in enumerate(shown):
        for other in shown[at + 1 :]:
            both = one.geometry().intersected(other.geometry())
            if one.parent() is other.parent() and min(both.width(), both.height()) > 1:
                problems.append(f"overlap: {_what(one)} and {_what(other)}")
    return problems
