"""The recovery code: what is printed at set-up and opens the hub when a phrase is forgotten.

Ten groups of four characters. In each group three characters are drawn and the fourth checks
them together with the group's place, so a slip is told by group and swapped groups are seen.
30 drawn characters of 5 bits are 150 bits. The characters leave out I, L, O and U (as
Crockford's base 32 does), and reading takes O for 0 and I or L for 1.
"""

from __future__ import annotations

import re
import secrets
from typing import Final

from hubdesk.errors import Refused
from hubdesk.wording import translate

CHARACTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS: Final = 10
DRAWN: Final = 3
GROUP: Final = DRAWN + 1
BITS: Final = GROUPS * DRAWN * 5

LOOKALIKES: Final = str.maketrans("OIL", "011")
BETWEEN: Final = re.compile(r"[\s\-–—.,_]+")
# Odd weights, so that one wrong character always shows; different ones, so that most swaps do.
WEIGHTS: Final = (1, 7, 13)
PLACE_WEIGHT: Final = 11


def draw() -> str:
    """A new code, as printed: ``7KQ2-M0XD-…``, ten groups."""
    groups = []
    for place in range(GROUPS):
        drawn = "".join(secrets.choice(CHARACTERS) for _ in range(DRAWN))
        groups.append(drawn + _check(drawn, place))
    return "-".join(groups)


def tidy(text: str) -> str:
    """The code as it was printed, from what somebody typed: any case, spaces or hyphens.

    Raises Refused naming the first group that is wrong, or saying how many are missing.
    """
    plain = BETWEEN.sub("", text).upper().translate(LOOKALIKES)
    groups = [plain[start : start + GROUP] for start in range(0, len(plain), GROUP)]
    for place, group in enumerate(groups[:GROUPS]):
        if len(group) == GROUP and not _is_right(group, place):
            raise Refused(
                translate(
                    "hub",
                    "Group {number} of the recovery code is not as printed. "
                    "Compare its four characters with the paper and type it again.",
                ),
                number=place + 1,
            )
    if len(plain) != GROUPS * GROUP:
        raise Refused(
            translate(
                "hub",
                "The recovery code has {needed} characters in {groups} groups, and {typed} were "
                "typed. Compare them with the paper and type what is missing.",
            ),
            needed=GROUPS * GROUP,
            groups=GROUPS,
            typed=len(plain),
        )
    return "-".join(groups)


def looks_like_one(text: str) -> bool:
    """True when somebody probably meant a recovery code and not a passphrase."""
    parts = BETWEEN.split(text.strip())
    grouped = len(parts) >= GROUPS - 2 and all(len(part) <= GROUP + 1 for part in parts)
    plain = "".join(parts)
    run = len(parts) == 1 and abs(len(plain) - GROUPS * GROUP) <= 2 and plain.isalnum()
    return grouped or run


def _is_right(group: str, place: int) -> bool:
    drawn, check = group[:DRAWN], group[DRAWN]
    return all(letter in CHARACTERS for letter in drawn) and check == _check(drawn, place)


def _check(drawn: str, place: int) -> str:
    numbers = map(CHARACTERS.index, drawn)
    total = sum(weight * number for weight, number in zip(WEIGHTS, numbers, strict=True))
    return CHARACTERS[(total + PLACE_WEIGHT * place + 5) % len(CHARACTERS)]
