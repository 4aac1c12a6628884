"""What one of some goods weighs, typed after their scan, and how that is taken back.

The weight is a field of the product, as any edit is. An operation beside it says that it was
typed here: Today tells it, and takes back both.
"""

from __future__ import annotations

from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref
from hubdesk.stock import measures, products
from hubdesk.stock.products import GRAMS
from hubdesk.stock.records import PRODUCT
from hubdesk.takein import drafts
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.takein.drafts import Draft
from hubdesk.takein.goods import Goods
from hubdesk.wording import Phrase, translate


class OneWeighs(Body, frozen=True, array_like=True):
    """Of the operation's subject, a product. ``version`` is the edit that set it."""

    version: tuple[bytes, int]
    weight_g: int


def _said(applying: Applying, op: Operation, body: OneWeighs) -> None:
    """It is told in Today; what one weighs is the version's own doing."""


ONE_WEIGHS = OperationKind("product.weighed", 1, Klass.STOCK, OneWeighs, _said, _said)


def one_weighs(act: Act, draft: Draft, meant: Goods, weight_g: int) -> Came:
    """A weight after goods that are counted in ones: what one of them weighs, from now on."""
    name = plain("{name}", name=meant.product.name or meant.code)
    title = plain(
        translate("takein", "One weighs {weight}"), weight=measures.in_words(GRAMS, weight_g)
    )
    op = _note(act, meant.product.id, weight_g)
    now = drafts.change(draft, typed=True)
    if op is None:
        drafts.keep(act, now)
        return Came(Sign.NOTED, title, (name,), (), meant.product.id, meant.code)
    said = (*draft.weights, (op.at_ms, op.ref.stream, op.ref.seq))
    drafts.keep(act, drafts.change(now, weights=said))
    lines, sign = [name], Sign.NOTED
    if meant.product.weight_g is not None:
        before = measures.in_words(GRAMS, meant.product.weight_g)
        doubt = translate("takein", "Until now it was {weight}. Not right? Press Ctrl+Z.")
        lines, sign = [name, plain(doubt, weight=before)], Sign.ASK
    return Came(sign, title, tuple(lines), (Offer.UNDO,), meant.product.id, meant.code)


def _note(act: Act, product_id: bytes, weight_g: int) -> Operation | None:
    """None when that is what it weighs already."""
    version = act.note(PRODUCT, product_id, {"weight_g": weight_g})
    if version is None:
        return None
    body = OneWeighs((version.ref.stream, version.ref.seq), weight_g)
    return act.record(ONE_WEIGHS, body, product_id)


def last(act: Act, draft: Draft) -> tuple[int, Ref] | None:
    """When a weight was typed last in this drop-off, and by which operation, if it stands."""
    for at_ms, stream, seq in reversed(draft.weights):
        ref = Ref(stream, seq)
        if not act.journal.is_undone(act.connection, ref):
            return at_ms, ref
    return None


def not_weighed(act: Act, ref: Ref) -> Came:
    """Ctrl+Z: the weight was not typed; what was known before is known again."""
    product_id = take_back(act, ref)
    of = products.product_by_id(act, product_id)
    lines = [plain("{name}", name=of.name)] if of.name else []
    if of.weight_g is None:
        lines.append(Phrase(translate("takein", "What one weighs is not known.")))
    else:
        before = measures.in_words(GRAMS, of.weight_g)
        lines.append(plain(translate("takein", "One weighs {weight} again"), weight=before))
    title = Phrase(translate("takein", "The weight is taken back"))
    return Came(Sign.NOTED, title, tuple(lines))


def take_back(act: Act, ref: Ref) -> bytes:
    """What was typed does not stand, nor does the edit it made; returns whose weight it was."""
    found = act.journal.read(act.connection, ref)
    assert found is not None
    op, raw = found
    act.undo(ref)
    body = act.journal.body_of(act.connection, op, raw)
    if isinstance(body, OneWeighs):
        version = Ref(*body.version)
        if not act.journal.is_undone(act.connection, version):
            act.undo(version)
    return op.subject
