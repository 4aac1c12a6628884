"""What is said about a code that is no goods: a label, or a code that needs a person's eye."""

from __future__ import annotations

from hubdesk.counter.collection import OfParcel
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.journal.act import Act
from hubdesk.scanner.meanings import AmbiguousGs1, Reading, UnclearCode, WrongCheckDigit
from hubdesk.stock import date_words
from hubdesk.wording import Phrase, translate


def not_known(text: str) -> Outcome:
    """A code of our own that this hub has never bound to anything."""
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "This code is not known here")),
        (
            Phrase(translate("counter", "It may come from another laptop.")),
            Phrase(translate("counter", "Find the household by name, or type 2+3 to serve.")),
        ),
        code=text,
    )


def card_replaced(text: str) -> Outcome:
    """A card that was lost: another took its place. Whose it was is not told."""
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "This card was replaced")),
        (
            Phrase(translate("counter", "Ask for the new card, and keep this one.")),
            Phrase(translate("counter", "No card with them? Find the household by name: F8.")),
        ),
        (Answer.PUT_ASIDE,),
        code=text,
    )


def nobodys_card(text: str) -> Outcome:
    """A card whose household was erased."""
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "This card is of nobody any more")),
        (
            Phrase(translate("counter", "Its household was erased, and that is final.")),
            Phrase(translate("counter", "Keep this card. Type 2+3 to serve them as new.")),
        ),
        code=text,
    )


def two_things(text: str) -> Outcome:
    """Laptops that never met used one code for two things: only a person can tell which."""
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "Two things carry this code")),
        (
            Phrase(translate("counter", "Find the household by name, street or postcode.")),
            Phrase(translate("counter", "Print a new card for one of the two.")),
        ),
        code=text,
    )


def parcel_label(act: Act, found: OfParcel | None, text: str) -> Outcome:
    """What a parcel label stands for: given out, back on the shelf, or dead."""
    if found is None or found.dead:
        return Outcome(
            Result.STOP,
            Phrase(translate("counter", "Replaced")),
            (Phrase(translate("counter", "This parcel was opened again. This label is dead.")),),
            (Answer.PUT_ASIDE,),
            code=text,
        )
    day = date_words.day_words(act.day_of(found.at_ms), act.today)
    if found.back:
        return Outcome(
            Result.NOTED,
            Phrase(translate("counter", "Parcel {number}"), {"number": text[-4:]}),
            (Phrase(translate("counter", "It came back. Its goods are on the shelf again.")),),
            code=text,
        )
    return Outcome(
        Result.NOTED,
        Phrase(translate("counter", "Parcel {number}"), {"number": text[-4:]}),
        (Phrase(translate("counter", "Given out {day}."), {"day": day}),),
        (Answer.REOPEN,),
        code=text,
    )


def unsure(found: Reading) -> Outcome:
    """A code that somebody must look at before it counts."""
    match found:
        case WrongCheckDigit(text, _):
            said = translate("counter", "The last digit does not fit. Scan it again, or check it.")
            return Outcome(
                Result.ASK,
                Phrase(translate("counter", "Is this code right?")),
                (Phrase("{code}", {"code": text}), Phrase(said)),
                (Answer.USE_CODE, Answer.SKIP),
                code=text,
            )
        case AmbiguousGs1(text, _):
            said = translate("counter", "Its date and batch are not clear. Look at the pack.")
            return Outcome(
                Result.ASK,
                Phrase(translate("counter", "This code reads in two ways")),
                (Phrase(said),),
                (Answer.USE_CODE, Answer.SKIP),
                code=text,
            )
        case UnclearCode(text, _):
            said = translate("counter", "Scan it again, or type the number under the bars.")
            return Outcome(
                Result.ASK,
                Phrase(translate("counter", "This code reads in two ways")),
                (Phrase(said),),
                (Answer.SKIP,),
                code=text,
            )
    raise TypeError(type(found).__name__)
