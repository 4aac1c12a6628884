"""Who may do what: the least role for each command and question, checked where they are done.

``Desk.do`` and ``Desk.ask`` look up what they are handed in ``NEEDED``. A function of a screen
that asks several things at once needs the most that any of them needs. What is not stated
needs an admin, and a test fails for a command or question that a screen can reach and that is
not stated. ``require`` is for what depends on more than the name of a command.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

from hubdesk.journal.act import View
from hubdesk.security.needed import NEEDED
from hubdesk.trust import NotTrusted as NotTrusted
from hubdesk.trust import Role as Role
from hubdesk.trust import refuse_unless

PACKAGE: Final = "hubdesk."


def require(view: View, role: Role) -> None:
    """Refuses whoever does not have this role. Raises NotTrusted."""
    refuse_unless(view.role, role)


def check(work: Callable[..., Any], role: Role) -> None:
    """Refuses a command or question that needs more than this role. Raises NotTrusted."""
    refuse_unless(role, needed(work))


def needed(work: Callable[..., Any]) -> Role:
    """The least role for a command or question."""
    inner = getattr(work, "func", work)
    return _needed(inner) if isinstance(inner, FunctionType) else Role.COUNTER


@lru_cache(maxsize=4096)
def _needed(work: FunctionType) -> Role:
    if work.__module__.startswith(PACKAGE):
        return NEEDED.get(stated_as(work), Role.ADMIN)
    inside = [
        NEEDED[stated_as(each)] for each in _named_in(work, set()) if stated_as(each) in NEEDED
    ]
    return max(inside, key=lambda role: role.rank, default=Role.NOBODY)


def stated_as(work: FunctionType) -> str:
    """The name under which a function stands in ``NEEDED``, as "counter.finishing.finish"."""
    return f"{work.__module__.removeprefix(PACKAGE)}.{work.__qualname__}"


def _named_in(work: FunctionType, seen: set[FunctionType]) -> Iterator[FunctionType]:
    """The functions of the hub that a screen's own function names, itself or by another."""
    for name in _names(work.__code__):
        for found in _meant(work, name):
            if not isinstance(found, FunctionType) or found in seen:
                continue
            seen.add(found)
            if found.__module__.startswith(PACKAGE):
                yield found
            elif found.__module__ == work.__module__:
                yield from _named_in(found, seen)


def _names(code: CodeType) -> set[str]:
    inner = (each for each in code.co_consts if isinstance(each, CodeType))
    return set(code.co_names).union(*(_names(each) for each in inner))


def _meant(work: FunctionType, name: str) -> Iterator[Any]:
    """What a name may be: of this module, or of a module that it imports."""
    known = work.__globals__
    if name in known:
        yield known[name]
    for each in set(work.__code__.co_names) & known.keys():
        if isinstance(known[each], ModuleType):
            yield getattr(known[each], name, None)
