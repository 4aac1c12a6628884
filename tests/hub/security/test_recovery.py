from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.security import recovery

CODE = recovery.draw()
GROUPS = CODE.split("-")


def test_a_code_is_ten_groups_of_readable_characters_and_never_the_same() -> None:
    codes = {recovery.draw() for _ in range(200)}

    assert len(codes) == 200
    assert all(recovery.tidy(code) == code for code in codes)
    assert [len(group) for group in GROUPS] == [4] * 10
    assert not set("ILOU") & set("".join(codes))
    assert recovery.BITS >= 128


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE.replace('-', ' - ')}\n",
        CODE.replace("0", "O").replace("1", "l"),
        CODE.replace("0", "o").replace("1", "I").replace("-", "–"),
    ],
    ids=["as printed", "small letters", "run together", "spaces", "wide", "misread", "dashes"],
)
def test_any_usual_way_to_type_it_is_read(typed: str) -> None:
    assert recovery.tidy(typed) == CODE


def test_every_wrong_character_is_told_by_its_group() -> None:
    for place, right in enumerate(CODE):
        if right == "-":
            continue
        for wrong in set(recovery.CHARACTERS) - {right}:
            typed = CODE[:place] + wrong + CODE[place + 1 :]
            with pytest.raises(Refused) as caught:
                recovery.tidy(typed)
            assert caught.value.values["number"] == place // 5 + 1


def test_swapped_groups_are_noticed() -> None:
    for code in (recovery.draw() for _ in range(50)):
        groups = code.split("-")
        if groups[2] == groups[3]:
            continue
        groups[2], groups[3] = groups[3], groups[2]
        with pytest.raises(Refused, match="Group 3"):
            recovery.tidy("-".join(groups))


def test_a_missing_group_is_counted() -> None:
    with pytest.raises(Refused, match="40 characters in 10 groups, and 36 were typed"):
        recovery.tidy("-".join(GROUPS[:9]))


@given(st.text(max_size=80))
def test_any_text_is_a_code_or_refused(text: str) -> None:
    try:
        tidied = recovery.tidy(text)
    except Refused as refused:
        assert str(refused)
    else:
        assert recovery.tidy(tidied) == tidied
    recovery.looks_like_one(text)


def test_a_code_is_not_taken_for_a_passphrase_nor_the_other_way() -> None:
    assert recovery.looks_like_one(CODE)
    assert recovery.looks_like_one(CODE[:-2])
    assert recovery.looks_like_one(CODE.replace("-", "").lower())
    assert not recovery.looks_like_one("penny cake wool flour glove")
    assert not recovery.looks_like_one("correct-horse-battery")
