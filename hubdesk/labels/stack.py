"""Lines of different weight under one another in one area, made to fit together.

The rule: everything shrinks by the same share until all of it stands whole in the area. Once a
block is as small as it may be it stays so. When all are and it is still too much, the blocks
that may be cut end in "…", the longest first; what may not be cut (``keep``) is refused instead,
in words. Allergens, dates, instructions and addresses are never cut.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.emphasis import Piece
from hubdesk.labels.fitting import PLAIN, Fitted, Style, fit
from hubdesk.labels.layout import MM_PER_PT, Align, Area, Face, Mark, Words
from hubdesk.wording import translate

_SHRINK = 0.96
_SMALLEST_SHARE = 0.2
_GAP_MM = 0.9


class Block(Struct, frozen=True):
    """A text and how it may be set. ``pieces`` instead of ``text``: words of two faces.

    ``keep``: refused rather than cut. ``band``: white on black.
    """

    text: str
    style: Style
    keep: bool = False
    align: Align = Align.LEFT
    band: bool = False
    pieces: tuple[Piece, ...] = ()


class _Set(Struct, frozen=True):
    """A block in lines, at its size."""

    block: Block
    size_pt: float
    lines: tuple[tuple[Piece, ...], ...]
    fitted: Fitted | None
    height_mm: float
    cut: bool


def stack(draft: Draft, area: Area, blocks: Sequence[Block]) -> float:
    """Sets blocks from the top of an area; returns where they end, in mm. Raises Refused."""
    marks, end_mm = _stacked(draft.room, area, tuple(blocks))
    draft.take(marks)
    return end_mm


@lru_cache(maxsize=256)
def _stacked(room: Room, area: Area, blocks: tuple[Block, ...]) -> tuple[tuple[Mark, ...], float]:
    """The marks and where they end. Remembered: often all labels of a job differ in the code."""
    draft = Draft(room)
    end_mm = _fill(draft, area, blocks)
    return draft.marks, end_mm


def _fill(draft: Draft, area: Area, blocks: Sequence[Block]) -> float:
    told = [block for block in blocks if block.text.strip() or block.pieces]
    share = 1.0
    while share > _SMALLEST_SHARE:
        made = [_set(draft, block, area.width_mm, share) for block in told]
        if not any(each.cut for each in made) and _height_mm(made, share) <= area.height_mm + 1e-6:
            return _place(draft, area, made, share)
        share *= _SHRINK
    return _place(draft, area, _shortened(draft, area, told, share), share)


def _shortened(draft: Draft, area: Area, told: Sequence[Block], share: float) -> list[_Set]:
    """As small as may be, with lines taken from whatever may be cut; raises Refused."""
    blocks = list(told)
    while True:
        made = [_set(draft, block, area.width_mm, share) for block in blocks]
        if any(each.cut and each.block.keep for each in made):
            raise _too_much()
        if _height_mm(made, share) <= area.height_mm + 1e-6:
            return made
        longest = max(
            (number for number, each in enumerate(made) if not each.block.keep),
            key=lambda number: len(made[number].lines),
            default=None,
        )
        if longest is None or len(made[longest].lines) < 2:
            raise _too_much()
        lines = len(made[longest].lines) - 1
        style = replace(blocks[longest].style, lines=lines)
        blocks[longest] = replace(blocks[longest], style=style)


def _set(draft: Draft, block: Block, width_mm: float, share: float) -> _Set:
    """One block at its share of its best size."""
    size_pt = max(block.style.smallest_pt, block.style.size_pt * share)
    inside_mm = width_mm - (2 * _band_mm(size_pt) if block.band else 0)
    if block.pieces:
        lines, cut = _wrapped(draft, block, inside_mm, size_pt)
        ems = PLAIN.above + PLAIN.below + PLAIN.pitch * (len(lines) - 1)
        return _Set(block, size_pt, lines, None, ems * size_pt * MM_PER_PT, cut)
    style = Style(size_pt, size_pt, block.style.face, block.style.lines)
    fitted = fit(block.text, inside_mm, 1000.0, style, draft.room.measure)
    lines = tuple((Piece(line, block.style.face),) for line in fitted.lines)
    cut = fitted.cut or (block.keep and _is_broken(block.text, fitted))
    tall_mm = fitted.height_mm + (2 * _band_mm(size_pt) * 0.6 if block.band else 0)
    return _Set(block, size_pt, lines, fitted, tall_mm, cut)


def _is_broken(text: str, fitted: Fitted) -> bool:
    """True when a word had to be parted, which changes what an allergen or a street is called."""
    return len(" ".join(fitted.lines).split()) > len(text.split())


def _wrapped(
    draft: Draft, block: Block, width_mm: float, size_pt: float
) -> tuple[tuple[tuple[Piece, ...], ...], bool]:
    """Whole words to a line, each in its face; True when one is wider than a line."""
    lines: list[list[Piece]] = [[]]
    used = 0.0
    wide = False
    for word in _words(block.pieces):
        width = sum(draft.room.measure.width_mm(p.text, size_pt, p.face) for p in word)
        bare = "".join(piece.text for piece in word).rstrip(" ")
        bare_mm = width - draft.room.measure.width_mm(" ", size_pt, Face.REGULAR) * (
            len("".join(piece.text for piece in word)) - len(bare)
        )
        wide |= bare_mm > width_mm
        if used + bare_mm > width_mm and lines[-1]:
            lines.append([])
            used = 0.0
        lines[-1].extend(word)
        used += width
    return tuple(_joined(line) for line in lines), wide or len(lines) > block.style.lines


def _words(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Pieces cut at their spaces; a word may be of several, as "milk" and the comma after it."""
    words: list[list[Piece]] = [[]]
    for piece in pieces:
        parts = piece.text.split(" ")
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            text = part if last else part + " "
            if text:
                words[-1].append(Piece(text, piece.face))
            if not last:
                words.append([])
    return [word for word in words if word]


def _joined(line: Sequence[Piece]) -> tuple[Piece, ...]:
    """Neighbours of one face as one piece."""
    made: list[Piece] = []
    for piece in line:
        if made and made[-1].face is piece.face:
            made[-1] = Piece(made[-1].text + piece.text, piece.face)
        else:
            made.append(piece)
    return tuple(made)


def _band_mm(size_pt: float) -> float:
    return size_pt * MM_PER_PT * 0.35


def _height_mm(made: Sequence[_Set], share: float) -> float:
    gaps_mm = _GAP_MM * share * max(0, len(made) - 1)
    return sum(each.height_mm for each in made) + gaps_mm


def _place(draft: Draft, area: Area, made: Sequence[_Set], share: float) -> float:
    y_mm = area.y_mm
    for each in made:
        place = Area(area.x_mm, y_mm, area.width_mm, each.height_mm)
        if each.fitted is not None:
            _place_text(draft, place, each, each.fitted)
        else:
            _place_pieces(draft, place, each)
        y_mm = place.bottom_mm + _GAP_MM * share
    return y_mm - (_GAP_MM * share if made else 0)


def _place_text(draft: Draft, place: Area, each: _Set, fitted: Fitted) -> None:
    """Words of one face, on a black band if asked for."""
    block = each.block
    if block.band:
        draft.box(place, corner_mm=_band_mm(each.size_pt))
        side_mm = _band_mm(each.size_pt)
        place = Area(
            place.x_mm + side_mm, place.y_mm, place.width_mm - 2 * side_mm, place.height_mm
        )
    draft.set(fitted, place, block.style.face, block.align, middle=block.band, white=block.band)


def _place_pieces(draft: Draft, place: Area, each: _Set) -> None:
    """Words of two faces, line by line from the left."""
    size_mm = each.size_pt * MM_PER_PT
    for number, line in enumerate(each.lines):
        x_mm = place.x_mm
        baseline_mm = place.y_mm + (PLAIN.above + PLAIN.pitch * number) * size_mm
        for at, piece in enumerate(line):
            text = piece.text.rstrip(" ") if at == len(line) - 1 else piece.text
            width_mm = draft.room.measure.width_mm(text, each.size_pt, piece.face)
            draft.add(Words(text, x_mm, baseline_mm, width_mm, each.size_pt, piece.face))
            x_mm += width_mm


def _too_much() -> Refused:
    return Refused(
        translate(
            "hub",
            "There is too much for this label, and none of it may be cut. Use fewer words, or "
            "choose a larger label.",
        )
    )
