from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.hub.journal.laptops import pristine
from tests.hub.sync.hubs import Laptop, MemoryFolder


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pristine(tmp_path_factory.mktemp("shared") / "hub")


@pytest.fixture
def laptop(template: Path, tmp_path: Path) -> Iterator[Callable[[str], Laptop]]:
    made: list[Laptop] = []

    def another(name: str) -> Laptop:
        made.append(Laptop(template, tmp_path / name))
        return made[-1]

    yield another
    for each in made:
        each.desk.close()


@pytest.fixture
def folder() -> MemoryFolder:
    return MemoryFolder()
