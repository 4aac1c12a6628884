"""What the desk says: plain words that a nine-year-old could read, with every gap filled."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.hub.marked import ROOT, Marked, sentences

BANNED = (
    "please", "sorry", "oops", "whoops", "invalid", "valid", "illegal", "error", "errors",
    "fail", "failed", "failure", "fatal", "success", "successful", "successfully", "unable",
    "exception", "null", "boolean", "string", "integer", "parse", "syntax", "format", "database",
    "query", "transaction", "commit", "rollback", "sync", "journal", "operation", "dialog",
    "widget", "thread", "cache", "server", "client", "user", "users", "abort", "terminate",
    "execute", "whilst", "utilise", "commence", "beneficiary", "beneficiaries", "deny", "denied",
)  # fmt: skip
"""Words that blame, apologise, or belong to programmers or to forms."""

OLDEST_READER = 9
"""Years: what a text must be fit for, on the whole. GOV.UK writes for this age."""
HARDEST = 14
"""Years for any one text of several sentences; one long word in a short one misleads."""

ALL = tuple(sentences("hubdesk", "ui"))
HELP = sorted((ROOT / "resources" / "help").glob("*.md"))


def words_of(text: str) -> list[str]:
    """The words, with gaps read as one short word and codes left out."""
    filled = re.sub(r"\{\w*\}|%n", "four", text)
    return re.findall(r"[A-Za-z][A-Za-z'’]*", filled)


def syllables(word: str) -> int:
    """How many syllables an English word has, near enough for an average."""
    plain = re.sub(r"[^a-z]", "", word.lower())
    if plain.endswith("e") and not plain.endswith(("le", "ee")):
        plain = plain[:-1]
    elif re.search(r"[^aeiouydt]ed$|[^aeiouyszcg]es$", plain):
        plain = plain[:-2]
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def reading_age(texts: list[str]) -> float:
    """Years at which these texts can be read: the grade of Kincaid and others (1975), plus 5."""
    parts = [part for text in texts for part in re.split(r"[.:;?!]\s|\n", text + " ")]
    counted = [words for part in parts if (words := words_of(part))]
    words = [word for each in counted for word in each]
    sounds = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(counted) + 11.8 * sounds / len(words) - 15.59 + 5


def test_the_formula_tells_a_notice_from_a_statute() -> None:
    assert reading_age(["The cat sat on the mat. Scan the tin."]) < 7
    statute = (
        "Notwithstanding any provision to the contrary, organisations undertaking redistribution "
        "shall demonstrate proportionate consideration of applicable legislative requirements."
    )
    assert reading_age([statute]) > 18


def test_all_sentences_are_found() -> None:
    assert len(ALL) > 300
    assert {"hub", "counter", "today"} <= {marked.context for marked in ALL}


def test_no_word_blames_apologises_or_belongs_to_programmers() -> None:
    assert not [m for m in ALL if {word.lower() for word in words_of(m.text)} & set(BANNED)]


def test_a_sentence_is_neatly_begun_and_ended() -> None:
    assert not [m for m in ALL if not _is_neat(m)]


def _is_neat(marked: Marked) -> bool:
    text = marked.text
    if text != " ".join(text.split()) or any(each in text for each in ("!", "..", "…")):
        return False
    several = re.search(r"[.?] [A-Z0-9{]", text) and not re.match(r"[0-9]\. ", text)
    if not ((several and len(words_of(text)) > 6) or marked.raised):
        return True
    return text.endswith((".", "?", "}")) and (text[0].isupper() or text[0] in "{0123456789")


def test_a_refusal_says_what_to_do() -> None:
    """One bare statement leaves somebody standing there; a form to type counts as advice."""
    advice = re.compile(
        r"(Type|Scan|Read|Settle|Choose|First|Only|A|Use|.*Correct its file|.*: {said}$"
        r"|This was undone|That line|The goods)"
    )
    raised = [m for m in ALL if m.raised and not advice.match(m.text)]
    assert not [m for m in raised if len(re.findall(r"[.:?;](\s|$)", m.text)) < 2]


def test_no_gap_is_left_unfilled() -> None:
    assert not [m for m in ALL if not all(gap.isidentifier() for gap in m.gaps)]
    assert not [m for m in ALL if m.filled is not None and not set(m.gaps) <= m.filled]


def test_it_can_be_read_at_nine() -> None:
    assert reading_age([marked.text for marked in ALL]) <= OLDEST_READER


def test_no_one_sentence_is_hard() -> None:
    long = [marked for marked in ALL if len(words_of(marked.text)) >= 12]
    hard = {m.text: round(reading_age([m.text])) for m in long if reading_age([m.text]) > HARDEST}
    assert not hard


@pytest.mark.parametrize("page", HELP, ids=lambda page: page.name)
def test_help_can_be_read_at_nine(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert reading_age([re.sub(r"[*#\-]", " ", text)]) <= OLDEST_READER
    assert not {word.lower() for word in words_of(text)} & set(BANNED)


def test_the_screen_looks_for_the_hubs_sentences_in_every_context() -> None:
    tree = ast.parse((ROOT / "ui" / "wording.py").read_text(encoding="utf-8"))
    contexts = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "CONTEXTS"
    )
    marked = {each.context for each in sentences("hubdesk")}
    assert marked <= set(contexts)
