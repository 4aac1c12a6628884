"""Finds every sentence that is marked for translation, and where its gaps are filled."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Marked:
    """A marked sentence: where it stands, for whom, and what is done with it there.

    ``context`` is "" for ``self.tr``. ``raised`` is the failure it is the sentence of, if any;
    ``filled`` the gaps that are given a value beside it, or None when that cannot be seen.
    """

    where: str
    context: str
    text: str
    raised: str
    filled: frozenset[str] | None

    @property
    def gaps(self) -> list[str]:
        """The names between braces."""
        return [name for _, name, _, _ in Formatter().parse(self.text) if name is not None]


def sentences(*folders: str) -> Iterator[Marked]:
    """Every marked sentence in these folders of the project."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield from _in_file(file)


def _in_file(file: Path) -> Iterator[Marked]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        said = _said(node)
        if said is None:
            continue
        context, text = said
        where = f"{file.relative_to(ROOT)}:{node.lineno}"  # type: ignore[attr-defined]
        yield Marked(where, context, text, *_use(node, parents))


def _said(node: ast.AST) -> tuple[str, str] | None:
    """The context and the text of a marking call; None for any other node."""
    if not isinstance(node, ast.Call):
        return None
    texts = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
    if _name(node.func) == "translate" and len(texts) == 2:
        return str(texts[0]), str(texts[1])
    if isinstance(node.func, ast.Attribute) and node.func.attr == "tr" and texts:
        return "", str(texts[0])
    return None


def _use(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> tuple[str, frozenset[str] | None]:
    parent = parents[node]
    if isinstance(parent, ast.Attribute) and parent.attr == "format":
        parent = parents[parent]
        return "", _keywords(parent) if isinstance(parent, ast.Call) else None
    if not isinstance(parent, ast.Call) or not parent.args or parent.args[0] is not node:
        return "", None
    name = _name(parent.func)
    if name == "Phrase":
        return "", _keys(parent.args[1] if len(parent.args) > 1 else None)
    if name in ("Refused", "Trouble", "NotSettled", "Said"):
        return name, _keywords(parent)
    return "", None


def _keywords(call: ast.Call) -> frozenset[str] | None:
    named = [keyword.arg for keyword in call.keywords]
    return None if None in named else frozenset(str(name) for name in named)


def _keys(values: ast.expr | None) -> frozenset[str] | None:
    if values is None:
        return frozenset()
    if not isinstance(values, ast.Dict):
        return None
    return frozenset(str(key.value) for key in values.keys if isinstance(key, ast.Constant))


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
