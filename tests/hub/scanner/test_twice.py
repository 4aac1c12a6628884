"""A trigger held a moment too long counts a tin once."""

from __future__ import annotations

from hubdesk.scanner.twice import Twice

BEANS, SOUP = "5000157024671", "5010044000060"


def test_the_same_code_within_300_ms_is_the_same_tin() -> None:
    twice = Twice()
    assert not twice.again(BEANS, 1000)
    assert twice.again(BEANS, 1300)


def test_a_trigger_that_is_never_let_go_reads_one_tin() -> None:
    twice = Twice()
    assert not twice.again(BEANS, 0)
    assert all(twice.again(BEANS, at_ms) for at_ms in range(200, 3000, 200))


def test_the_next_tin_of_the_same_kind_counts() -> None:
    twice = Twice()
    assert not twice.again(BEANS, 1000)
    assert not twice.again(BEANS, 1301)


def test_another_code_between_makes_it_another_tin() -> None:
    twice = Twice()
    assert [twice.again(code, 1000) for code in (BEANS, SOUP, BEANS)] == [False] * 3


def test_something_typed_between_makes_it_another_tin() -> None:
    """A quantity after the first scan: nobody types it with the trigger held."""
    twice = Twice()
    assert not twice.again(BEANS, 1000)
    assert not twice.again(BEANS, 1200, typed_between=True)
    assert twice.again(BEANS, 1300)
