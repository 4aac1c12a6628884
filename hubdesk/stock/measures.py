"""How goods are counted: in ones, in grams or in millilitres, as their line says.

The ledger knows whole numbers alone. A line that is counted in ones (each) has a number of
packs there; one in g or ml has what the packs hold, so that a decanted 500 g is no guess.
This is the one place that says what such a number means:

=====================  ===================================================================
``3`` ``3*24+5``       packs: each moves what it holds, which is what its product says, else
                       the usual pack of its line, else 1 kg or 1 l
``750g`` ``1.5kg``     so much; ``1,5 kg`` and ``12k`` as well
``500ml`` ``2l``       so much
``3*500g+1.2kg``       a sum
=====================  ===================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.stock import products, quantity, weighed
from hubdesk.stock.keyed import plain
from hubdesk.stock.products import EACH, GRAMS, MILLILITRES, Line, Product
from hubdesk.stock.weighed import USUAL_PACK, Goods
from hubdesk.wording import Phrase, translate

_PART = re.compile(
    rf"(?:([0-9]{{1,3}})\s?[*x×]\s?)?({quantity.DIGITS}(?:[.,][0-9]{{1,9}})?)\s?(kg|k|g|ml|l)"
)
_IN = {"kg": (GRAMS, "kg"), "k": (GRAMS, "kg"), "g": (GRAMS, "g")}
_IN |= {"l": (MILLILITRES, "kg"), "ml": (MILLILITRES, "g")}


class Much(Struct, frozen=True):
    """What was typed: so many packs (each), or so many grams or millilitres."""

    number: int
    measure: str = EACH


class Measure(Struct, frozen=True):
    """How some goods are counted; ``pack`` is what one holds in g or ml, if anybody said.

    For goods counted in ones it is what one weighs.
    """

    of: str = EACH
    pack: int | None = None

    @property
    def in_ones(self) -> bool:
        """True for goods that are counted one by one."""
        return self.of == EACH

    @property
    def step(self) -> int:
        """What one pack is in the ledger: what plus and minus, and a scan, stand for."""
        return 1 if self.of == EACH else self.pack or USUAL_PACK

    @property
    def one(self) -> int:
        """What one pack is in the numbers of an operation; see ``hubdesk.stock.weighed``."""
        return 1 if self.of == EACH else max(2, self.step)

    def of_packs(self, packs: int) -> int:
        """So many packs, as the ledger counts them."""
        return packs * self.step

    def packs(self, many: int) -> int:
        """How many packs a quantity of the ledger is; less than one pack is one."""
        if self.of == EACH or not many:
            return many
        packs = max(1, round(abs(many) / self.step))
        return packs if many > 0 else -packs

    def grams(self, many: int) -> int | None:
        """What a quantity of the ledger weighs; None when nobody said what one does."""
        if self.of != EACH:
            return many
        return None if not self.pack else many * self.pack

    def most(self, most: int) -> int:
        """A bound in packs as the ledger counts it: no pack is taken to hold more than 1 kg."""
        return most if self.of == EACH else most * USUAL_PACK

    def said(self, many: int) -> Phrase:
        """A quantity of the ledger in words: 24, 1.5 kg, 750 ml."""
        return in_words(self.of, many)

    def as_typed(self, many: int) -> int | str:
        """A quantity of the ledger as it is typed, for a spreadsheet: 24, 8.3kg, 0.75l."""
        if self.of == EACH:
            return many
        whole, part = divmod(many, 1000)
        number = f"{whole}.{part:03}".rstrip("0").rstrip(".")
        return number + ("kg" if self.of == GRAMS else "l")

    def signed(self, many: int) -> Phrase:
        """So many more or fewer: +24, -1.5 kg."""
        if self.of == EACH:
            return Phrase("{change}", {"change": f"{many:+}"})
        return Phrase("+{many}", {"many": self.said(many)}) if many > 0 else self.said(many)

    def with_name(self, many: int, name: object) -> Phrase:
        """So many of what: 24 × Baked beans, 1.5 kg of Rice."""
        if self.of == EACH:
            return Phrase("{quantity} × {name}", {"quantity": many, "name": name})
        said = translate("quantity", "{many} of {name}")
        return Phrase(said, {"many": self.said(many), "name": name})

    def read(self, text: str) -> int:
        """The quantity of the ledger that was typed. Raises Refused with what to type."""
        return self.meant(read(text))

    def meant(self, much: Much) -> int:
        """What was typed, as the ledger counts these goods. Raises Refused with what to type."""
        if much.measure == EACH:
            return self.of_packs(much.number)
        if much.measure == self.of:
            return much.number
        raise Refused(_TYPE[self.of])

    def up_to(self, many: int, most: int, least: int = 1) -> None:
        """Refuses less than ``least`` and more than so many packs, in words that fit."""
        bound = self.most(most)
        if not least <= many <= bound:
            said = translate("quantity", "Type a number from {least} to {most}.")
            if self.of != EACH:
                said = translate("quantity", "Type how much, up to {most}.")
            raise Refused(said, least=least, most=self.said(bound))


_TYPE = {
    EACH: translate("quantity", "These are counted in ones. Type a number, such as 24."),
    GRAMS: translate("quantity", "These are weighed. Type how much, such as 750g or 1.5kg."),
    MILLILITRES: translate("quantity", "These are in litres. Type how much, such as 500ml or 2l."),
}
ONES = Measure()


def of_line(line: Line | None) -> Measure:
    """How the goods of a line are counted, with its usual pack."""
    return ONES if line is None else Measure(line.measure, line.weight_g)


def of(line: Line | None, product: Product) -> Measure:
    """How a product is counted, with what its own pack holds."""
    return Measure(EACH if line is None else line.measure, product.weight_g)


def of_product(view: View, product_id: bytes) -> Measure:
    """How a product is counted, looked up."""
    product, line = products.with_line(view, product_id)
    return of(line, product)


def refuse_beyond(view: View, product_id: bytes, many: int, most: int, least: int = 1) -> None:
    """Refuses what is more than so many packs of a product. Looks up only what seems too much."""
    if not least <= many <= most:
        of_product(view, product_id).up_to(many, most, least)


def told(view: View, product_id: bytes, many: int, pack: int = 0) -> Phrase:
    """So many of a product, by its name: 24 × Baked beans, 1.5 kg of Rice.

    ``pack`` is given with a number of an operation; see ``hubdesk.stock.weighed``.
    """
    many = weighed.in_book(view.connection, product_id, many, pack)
    product, line = products.with_line(view, product_id)
    return of(line, product).with_name(many, product.name)


def items(view: View, goods: Iterable[tuple[bytes, int]]) -> int:
    """How many packs some goods are, by product; what is measured is rounded once a line."""
    total = 0
    measured: dict[bytes, tuple[Measure, int]] = {}
    for product_id, many in goods:
        line = products.with_line(view, product_id)[1]
        if line is None or line.measure == EACH:
            total += many
        else:
            before = measured[line.id][1] if line.id in measured else 0
            measured[line.id] = (of_line(line), before + many)
    return total + sum(measure.packs(many) for measure, many in measured.values())


def marked(view: View, goods: Iterable[Goods]) -> list[Goods]:
    """Goods of an operation that is being written, each with what one pack is in its number."""
    return [
        replace(each, pack=of_product(view, each.product).one)  # type: ignore[type-var]
        for each in goods
    ]


@lru_cache(maxsize=256)
def named(measure: str | None, weight_g: int | None) -> Measure:
    """A measure from the columns of a line and its product."""
    return Measure(measure or EACH, weight_g)


def in_words(measure: str, many: int) -> Phrase:
    """So much of each, g or ml in words."""
    if measure == EACH:
        return Phrase("{number}", {"number": many})
    whole = {"number": f"{many / 1000:.10g}" if abs(many) >= 1000 else many}
    if measure == GRAMS:
        big, small = translate("quantity", "{number} kg"), translate("quantity", "{number} g")
    else:
        big, small = translate("quantity", "{number} l"), translate("quantity", "{number} ml")
    return Phrase(big if abs(many) >= 1000 else small, whole)


def much(many: int | Much) -> Much:
    """What was typed; a plain number is packs."""
    return Much(many) if isinstance(many, int) else many


def is_much(text: str) -> bool:
    """True for a weight or a volume, or a sum of them."""
    return _parts(plain(text)) is not None


def read(text: str) -> Much:
    """How much was typed: packs, or a weight or volume. Raises Refused for neither."""
    parts = _parts(plain(text))
    if parts is None:
        return Much(quantity.read_count(text))
    measures = {measure for measure, _ in parts}
    if len(measures) > 1:
        raise Refused(translate("quantity", "Type it in g and kg, or in ml and l, not in both."))
    total = sum(many for _, many in parts)
    if total > quantity.HEAVIEST_G:
        raise Refused(
            translate("quantity", "A weight is between 1 g and {most} kg. Check g and kg."),
            most=quantity.HEAVIEST_G // 1000,
        )
    return Much(total, measures.pop())


def _parts(typed: str) -> list[tuple[str, int]] | None:
    """What stands between the plus signs, each with its measure; None when it is no such sum."""
    parts = []
    for part in typed.split("+"):
        found = _PART.fullmatch(part.strip())
        if found is None:
            return None
        measure, as_weight = _IN[found[3]]
        # A millilitre is typed, bounded and kept as a gram is; nothing of it is nothing.
        one = _weight(found[2], as_weight)
        parts.append((measure, int(found[1] or 1) * one))
    return parts


def _weight(number: str, unit: str) -> int:
    if not number.strip("0.,"):
        return 0
    return quantity.read_weight_g(number + unit)
