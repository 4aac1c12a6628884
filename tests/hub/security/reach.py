"""Every command and question that a screen or the command line can reach."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import hubdesk

ROOT = Path(hubdesk.__file__).parent.parent
HANDED = ("Act", "View")


@cache
def everything() -> dict[str, Callable[..., Any]]:
    """Every function of the hub that is handed an Act or a View, by its whole name."""
    found: dict[str, Callable[..., Any]] = {}
    for module in pkgutil.walk_packages(hubdesk.__path__, "hubdesk."):
        if module.name.endswith("__main__"):
            continue
        made = importlib.import_module(module.name)
        for name, each in vars(made).items():
            if inspect.isfunction(each) and each.__module__ == module.name and _is_one(each):
                found[f"{module.name}.{name}"] = each
    return found


@cache
def reached() -> dict[str, Callable[..., Any]]:
    """Those of them that a screen names, or that the hub itself hands to its desk."""
    names = {name for path in (ROOT / "ui").rglob("*.py") for name in _named(path)}
    for path in (ROOT / "hubdesk").rglob("*.py"):
        names.update(_handed(path))
    return {name: each for name, each in everything().items() if name in names}


def _is_one(each: Callable[..., Any]) -> bool:
    first = next(iter(inspect.signature(each).parameters.values()), None)
    return first is not None and first.annotation in HANDED


def _named(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    known = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            whole = _whole(node, known)
            if whole:
                yield whole


def _handed(path: Path) -> Iterator[str]:
    """What is handed to ``desk.do`` or ``desk.ask`` in the hub's own code."""
    tree = ast.parse(path.read_text("utf-8"))
    known = _imported(tree)
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in ("do", "ask")
            and node.args
        ):
            first = node.args[0]
            yield _whole(first, known)
            if isinstance(first, ast.Name):
                yield f"{own}.{first.id}"


def _imported(tree: ast.AST) -> dict[str, str]:
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            known |= {a.asname or a.name: f"{node.module}.{a.name}" for a in node.names}
        elif isinstance(node, ast.Import):
            known |= {a.asname or a.name: a.name for a in node.names}
    return known


def _whole(node: ast.AST, known: dict[str, str]) -> str:
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in known:
        return ""
    return ".".join([known[node.id], *reversed(parts)])
