"""Which pages of ``ui`` a picture shows, and all that there are: none may be without one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

from PySide6.QtWidgets import QWidget

import ui

NAMED = re.compile(r"(Page|Screen|Form|Question)$")
"""What a class is called that fills the window, or a part of it that is filled in."""
MARKED = re.compile(r"""setProperty\(\s*"role",\s*"page"\s*\)""")
"""What gives a class the ground of a page."""


def every_page() -> set[str]:
    """The pages that the modules of ``ui`` define, by module and name."""
    modules = pkgutil.walk_packages(ui.__path__, "ui.")
    return {
        name_of(kind)
        for module in modules
        for _, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if kind.__module__ == module.name and issubclass(kind, QWidget) and _is_page(kind)
    }


def pages_in(shown: QWidget) -> list[str]:
    """The pages that can be seen in what a picture is taken of, itself among them."""
    seen = [each for each in shown.findChildren(QWidget) if not each.visibleRegion().isEmpty()]
    kinds = {kind for each in (shown, *seen) for kind in type(each).__mro__}
    return sorted(name_of(kind) for kind in kinds if _is_page(kind))


def _is_page(kind: type) -> bool:
    if not kind.__module__.startswith("ui."):
        return False
    return bool(NAMED.search(kind.__name__) or MARKED.search(inspect.getsource(kind)))


def name_of(kind: type) -> str:
    """A class by its module and name."""
    return f"{kind.__module__}.{kind.__name__}"
