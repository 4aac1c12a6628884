"""Politically neutral by construction: what is here cannot be used to canvass anybody.

Data that was told to be fed is not told to be campaigned with. There is no such field, no list of
contacts goes out, and who gives is never joined with who is helped.
"""

from __future__ import annotations

import ast
import gc
import re
import sys
from pathlib import Path
from types import ModuleType

from sqlalchemy import Table

import hubdesk
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.tables import derived, derived_searches, kept
from tests.hub.storage.declared import import_everything

ROOT = Path(hubdesk.__file__).parents[1]
NEVER = frozenset(
    {
        "party",
        "parties",
        "canvass",
        "canvassing",
        "canvasser",
        "election",
        "elections",
        "electoral",
        "voter",
        "voters",
        "vote",
        "voting",
        "constituency",
        "membership",
        "newsletter",
        "newsletters",
        "campaign",
        "campaigns",
        "supporter",
        "supporters",
        "petition",
        "leaflet",
        "marketing",
        "mailing",
        "mailings",
        "mailshot",
        "fundraising",
    }
)
OF_HELPED = {"household", "household_words", "collection", "settled", "merged", "imported"}
OF_GIVERS = {"drop_off", "appointment", "donor"}
EXPORTS = {
    "hubdesk/reports/household_export.py",
    "hubdesk/catalogue/export.py",
}
"""What writes spreadsheets; none of these may know a name or an address."""
CONTACTS = {"name", "street", "postcode", "phone", "details_of", "find"}


def _words(text: str) -> set[str]:
    return set(re.split(r"[^a-z]+", text.lower()))


def _said_on_screens() -> dict[str, set[str]]:
    """Every sentence for people, by its file."""
    found: dict[str, set[str]] = {}
    for path in [*ROOT.glob("hubdesk/**/*.py"), *ROOT.glob("ui/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in {"tr", "translate", "QT_TRANSLATE_NOOP"}:
                said = {a.value for a in node.args if isinstance(a, ast.Constant)}
                texts = {each for each in said if isinstance(each, str)}
                found.setdefault(str(path.relative_to(ROOT)), set()).update(texts)
    return found


def test_no_table_or_column_is_for_campaigning() -> None:
    import_everything(hubdesk)
    for table in [*kept.sorted_tables, *derived.sorted_tables]:
        for name in (table.name, *table.c.keys()):
            assert not _words(name.replace("_", " ")) & NEVER, f"{table.name}.{name}"


def test_no_sentence_on_a_screen_is_about_campaigning() -> None:
    wrong = {
        (path, text)
        for path, texts in _said_on_screens().items()
        for text in texts
        if _words(text) & NEVER
    }
    assert wrong == set()


def _tables_named(code: ast.AST, module: ModuleType) -> set[str]:
    """The tables that a piece of a module speaks of, by their variables or within its SQL."""
    found: set[str] = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Name):
            what = getattr(module, node.id, None)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            what = getattr(getattr(module, node.value.id, None), node.attr, None)
        else:
            if isinstance(node, ast.Constant) and "SELECT" in str(node.value):
                found |= _words(str(node.value).lower().replace("_", "zz"))
            continue
        if isinstance(what, Table):
            found.add(what.name)
    return {each.replace("zz", "_") for each in found}


def test_no_function_speaks_of_who_gives_and_of_who_is_helped() -> None:
    """Whatever it does with them: nothing reads both."""
    import_everything(hubdesk)
    looked_at = 0
    for name, module in [each for each in sys.modules.items() if each[0].startswith("hubdesk.")]:
        assert module.__file__ is not None
        for piece in ast.parse(Path(module.__file__).read_text()).body:
            named = _tables_named(piece, module)
            looked_at += bool(named & (OF_HELPED | OF_GIVERS))
            assert not (named & OF_HELPED and named & OF_GIVERS), (name, piece.lineno, named)
    assert looked_at > 50


def test_no_statement_joins_who_gives_with_who_is_helped() -> None:
    """Every prepared statement of every module, and the tables it names."""
    import_everything(hubdesk)
    names = set(kept.tables) | set(derived.tables) | set(derived_searches)
    assert OF_HELPED & names == OF_HELPED
    looked_at = 0
    # What stood before the tests, and a program that was opened, are out of the collector's sight.
    gc.unfreeze()
    found = [each for each in gc.get_objects() if type(each) is Prepared]
    gc.freeze()
    for prepared in found:
        words = set(re.findall(r"[a-z_]+", prepared.sql.lower()))
        looked_at += 1
        assert not (words & names & OF_HELPED and words & names & OF_GIVERS), prepared.sql
    assert looked_at > 100


def test_only_these_write_spreadsheets_and_no_contact_is_in_them() -> None:
    writers = set()
    for path in ROOT.glob("hubdesk/**/*.py"):
        text = path.read_text()
        if "hubdesk.sheets.written" in text or "import written" in text:
            writers.add(str(path.relative_to(ROOT)))
    assert writers <= EXPORTS | {"hubdesk/sheets/written.py"}, writers
    text = (ROOT / "hubdesk/reports/household_export.py").read_text()
    used = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    assert not used & CONTACTS


def test_what_is_given_to_one_household_is_of_one() -> None:
    """The one file with a name in it is made for one household, by its id."""
    text = (ROOT / "hubdesk/forgetting/access.py").read_text()
    signature = next(
        node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == "give"
    )
    assert [arg.arg for arg in signature.args.args] == ["act", "subject"]
