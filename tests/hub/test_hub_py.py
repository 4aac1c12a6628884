"""hub.py on other people's computers: a fake machine stands for each of them."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import hub

NO_GL = "ImportError: libGL.so.1: cannot open shared object file"
PIP = "pip 23.0.1 from nowhere (python {}.{})".format(*sys.version_info)
GOOD = (0, "")
WORKERS = " ".join(hub.WORKERS)


class FakeMachine(hub.Machine):
    """A computer that only writes down what was done to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.environ = {"DISPLAY": ":0"}
        self.linux, self.root = True, True
        self.tools = {"apt-get", "objdump", *hub.SERVICES}
        self.ensurepip = True
        self.python_library = True
        self.network = True
        self.memory = 0
        """Bytes that are free in the folder in memory."""
        self.lacking: dict[str, tuple[str, str]] = {}
        """Program given to Python -> what it says, and the package that cures it."""
        self.said: list[str] = []
        self.ran: list[str] = []
        self.became = ""
        self.given: dict[str, str] = {}

    def say(self, text: str) -> None:
        self.said.append(text)

    def has(self, tool: str) -> bool:
        return tool in self.tools

    def can_make_environments(self) -> bool:
        return self.ensurepip

    def has_python_library(self) -> bool:
        return self.python_library

    def has_room(self, folder: Path, room: int) -> bool:
        return folder == hub.IN_MEMORY and self.memory >= room

    def run(self, *words: str | Path, **extra: str) -> int:
        line = self._line(words)
        self.ran.append(line)
        if "-m venv" in line:
            self.python.parent.mkdir(parents=True)
            self.python.touch()
        if line.startswith("apt-get install"):
            cured = [p for p, (_, package) in self.lacking.items() if package in line]
            for program in cured:
                del self.lacking[program]
        return int("pip install" in line and not self.network)

    def ask(self, *words: str | Path, **extra: str) -> tuple[int, str]:
        if "pip" in words:
            return 0, PIP
        program = str(words[-1])
        return (1, self.lacking[program][0]) if program in self.lacking else GOOD

    def become(self, *words: str | Path, **extra: str) -> int:
        self.became, self.given = self._line(words), extra
        return 0

    def _line(self, words: tuple[str | Path, ...]) -> str:
        return " ".join("python" if word == self.python else str(word) for word in words)

    @property
    def printed(self) -> str:
        return "\n".join(self.said)

    def fetched(self) -> list[str]:
        return [line for line in self.ran if "pip install" in line]


@pytest.fixture
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeMachine:
    """A Debian laptop with a screen, whose person is root."""
    monkeypatch.chdir(tmp_path)  # commands may move; the tests come back
    return FakeMachine(tmp_path)


def test_the_first_start_sets_up_and_opens_the_counter(laptop: FakeMachine) -> None:
    assert hub.main(["run"], laptop) == 0
    assert laptop.became == "python -P -m hubdesk"
    assert "SQLAlchemy" in laptop.fetched()[0]
    assert "pytest" not in laptop.fetched()[0]


def test_the_second_start_fetches_and_tries_nothing(laptop: FakeMachine) -> None:
    hub.main(["run"], laptop)
    laptop.ran.clear()
    laptop.lacking = dict.fromkeys([hub.QT_PROBE, hub.WINDOW_PROBE], ("never asked", ""))
    assert hub.main(["run"], laptop) == 0
    assert laptop.ran == []


def test_a_changed_list_is_fetched_again(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.main(["run"], laptop)
    lists = hub.dependency_lists()
    lists["runtime"].append("one-more>=1")
    monkeypatch.setattr(hub, "dependency_lists", lambda: lists)
    hub.main(["run"], laptop)
    assert "one-more>=1" in laptop.fetched()[-1]
    assert len(laptop.fetched()) == 2


def test_only_what_a_command_needs_is_added_later(laptop: FakeMachine) -> None:
    hub.main(["run"], laptop)
    hub.main(["test", "-k", "card"], laptop)
    assert laptop.became.endswith(f"-m pytest {WORKERS} -m not slow and not longest -k card")
    assert [("pytest>=9" in line, "ruff" in line) for line in laptop.fetched()] == [
        (False, False),
        (True, False),
    ]
    assert sum("-m venv" in line for line in laptop.ran) == 1


def test_all_leaves_the_slow_tests_in(laptop: FakeMachine) -> None:
    hub.main(["test", "--all"], laptop)
    assert laptop.became.endswith(f"-m pytest {WORKERS} -m not longest")


def test_all_goes_on_from_short_tests_that_passed_on_these_very_files(
    laptop: FakeMachine,
) -> None:
    whole = f"-m pytest {WORKERS} -m not longest"
    story = laptop.folder / "tests" / "test_story.py"
    story.parent.mkdir()
    story.touch()
    hub.main(["test"], laptop)
    assert laptop.given["HUBDESK_NOTE"] == str(laptop.stamps / "passed")
    hub.main(["test", "--all"], laptop)
    assert laptop.became.endswith(whole), "nobody noted yet that they passed"

    (laptop.stamps / "passed").write_text(hub.tree_digest(laptop))
    hub.main(["test", "--all"], laptop)
    assert laptop.became.endswith(f"-m pytest {WORKERS} -m slow and not longest")
    hub.main(["test", "--all", "-x"], laptop)
    assert laptop.became.endswith(f"{whole} -x")
    story.write_text("changed")
    hub.main(["test", "--all"], laptop)
    assert laptop.became.endswith(whole)


def test_tests_write_in_memory_where_there_is_room(laptop: FakeMachine) -> None:
    for memory, given in ((hub.ROOM - 1, None), (hub.ROOM, str(hub.IN_MEMORY))):
        laptop.memory = memory
        for words in (["test"], ["simulate", "--real"]):
            hub.main(words, laptop)
            assert laptop.given.get("TMPDIR") == given
    laptop.environ["TMPDIR"] = "of their own"
    hub.main(["test"], laptop)
    assert "TMPDIR" not in laptop.given


def test_a_few_tests_that_passed_are_not_noted(laptop: FakeMachine) -> None:
    for words in (["-k", "card"], ["--all"], ["--longest"]):
        hub.main(["test", *words], laptop)
        assert "HUBDESK_NOTE" not in laptop.given


def test_all_gets_the_services_that_the_long_tests_use(laptop: FakeMachine) -> None:
    laptop.tools -= {"cupsd", "soffice"}
    hub.main(["test"], laptop)
    assert not any("cups-daemon" in line for line in laptop.ran)
    hub.main(["test", "--all"], laptop)
    assert any(line.endswith(" cups-daemon libreoffice-calc-nogui") for line in laptop.ran)


def test_whoever_may_not_install_services_is_told_the_line_and_goes_on(
    laptop: FakeMachine,
) -> None:
    laptop.root = False
    laptop.tools.remove("cupsd")
    hub.main(["test", "--all"], laptop)
    assert "sudo apt-get install -y --no-install-recommends cups-daemon" in laptop.printed
    assert laptop.became.endswith(f"-m pytest {WORKERS} -m not longest")


def test_a_set_up_that_was_cut_off_starts_afresh(laptop: FakeMachine) -> None:
    hub.main(["run"], laptop)
    left_over = laptop.venv / "half-a-library"
    left_over.touch()
    (laptop.stamps / hub.UNDER_WAY).touch()
    hub.main(["run"], laptop)
    assert left_over.exists(), "what is ready opens, network or not"
    hub.main(["test"], laptop)
    assert not left_over.exists()


def test_an_environment_of_another_python_is_made_again(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.main(["run"], laptop)
    monkeypatch.setattr(sys, "version_info", (3, 99, 0, "final", 0))
    hub.main(["run"], laptop)
    assert sum("-m venv" in line for line in laptop.ran) == 2


def test_no_network_says_so_and_keeps_what_worked(laptop: FakeMachine) -> None:
    hub.main(["run"], laptop)
    laptop.network = False
    assert hub.main(["test"], laptop) == 1
    assert "Is there a network?" in laptop.printed
    laptop.became = ""
    assert hub.main(["run"], laptop) == 0
    assert laptop.became == "python -P -m hubdesk"


def test_an_old_python_is_refused_kindly(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert hub.main(["run"], laptop) == 1
    assert "needs Python 3.11 or newer, and this one is 3.9" in laptop.printed
    assert laptop.ran == []


@pytest.mark.parametrize(
    ("program", "package"), [(hub.QT_PROBE, "libgl1"), (hub.WINDOW_PROBE, "libxcb-cursor0")]
)
def test_missing_libraries_are_installed_when_root(
    laptop: FakeMachine, program: str, package: str
) -> None:
    laptop.lacking[program] = (NO_GL, package)
    assert hub.main(["run"], laptop) == 0
    apt = [line for line in laptop.ran if line.startswith("apt-get")]
    assert apt[0].startswith("apt-get update")
    assert package in apt[1]
    assert laptop.became == "python -P -m hubdesk"


def test_missing_libraries_are_a_line_to_type_for_anybody_else(laptop: FakeMachine) -> None:
    laptop.root = False
    laptop.lacking[hub.QT_PROBE] = (NO_GL, "libgl1")
    assert hub.main(["run"], laptop) == 1
    assert re.search(r"sudo apt-get update && sudo apt-get install -y .*libgl1", laptop.printed)
    assert "libGL.so.1" in laptop.printed
    assert not laptop.became
    assert not any("apt-get" in line for line in laptop.ran)


def test_another_linux_is_told_the_names(laptop: FakeMachine) -> None:
    laptop.tools.clear()
    laptop.lacking[hub.QT_PROBE] = (NO_GL, "libgl1")
    assert hub.main(["run"], laptop) == 1
    assert "libgl1" in laptop.printed
    assert "sudo" not in laptop.printed


def test_debian_without_venv_gets_it(laptop: FakeMachine) -> None:
    laptop.ensurepip = False
    assert hub.main(["run"], laptop) == 0
    version = "{}.{}".format(*sys.version_info)
    assert any(line.endswith(f"python{version}-venv") for line in laptop.ran)


def _no_display(laptop: FakeMachine) -> None:
    laptop.environ = {}


def _offscreen(laptop: FakeMachine) -> None:
    laptop.environ["QT_QPA_PLATFORM"] = "offscreen"


def _display_in_name_only(laptop: FakeMachine) -> None:
    laptop.lacking[hub.WINDOW_PROBE] = ("qt.qpa.xcb: could not connect to display :0", "")


@pytest.mark.parametrize("blind", [_no_display, _offscreen, _display_in_name_only])
def test_with_no_screen_the_practice_saturday_is_played(
    laptop: FakeMachine, blind: Callable[[FakeMachine], None]
) -> None:
    blind(laptop)
    assert hub.main(["run"], laptop) == 0
    assert laptop.became == "python -P -m hubdesk saturday --out practice-saturday"
    assert laptop.given == {"QT_QPA_PLATFORM": "offscreen", **hub.LIGHT}
    assert "No screen was found" in laptop.printed
    assert not any("apt-get" in line for line in laptop.ran)


def test_windows_and_macs_need_no_display_to_be_named(laptop: FakeMachine) -> None:
    laptop.linux, laptop.environ = False, {}
    hub.main(["run"], laptop)
    assert laptop.became == "python -P -m hubdesk"


def test_a_command_that_is_not_ours_goes_to_hubdesk(laptop: FakeMachine) -> None:
    hub.main(["demo", "--hub", "somewhere"], laptop)
    assert laptop.became == "python -P -m hubdesk demo --hub somewhere"


def test_check_with_a_hub_checks_its_books_not_our_code(laptop: FakeMachine) -> None:
    hub.main(["check", "--hub", "somewhere"], laptop)
    assert laptop.became == "python -P -m hubdesk check --hub somewhere"


def test_pictures_are_taken_anew_of_the_ways_to_look_that_are_named(laptop: FakeMachine) -> None:
    hub.main(["pictures", "dark"], laptop)
    assert laptop.became == "python -m tests.journeys.tour dark"


def test_check_runs_all_four_even_when_the_first_fails(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = laptop.run
    monkeypatch.setattr(
        laptop, "run", lambda *words, **extra: real(*words, **extra) or int("check" in words)
    )
    assert hub.main(["check"], laptop) == 1
    told = laptop.printed
    assert re.search(r"ruff check +FAILS", told)
    assert len(re.findall(r"(holds|FAILS)$", told, re.MULTILINE)) == 4


def test_a_bundle_is_no_bundle_until_its_counter_opens(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(laptop, "ask", lambda *words, **extra: (int("prove" in words), PIP))
    assert hub.main(["bundle"], laptop) == 1
    assert "its counter does not open" in laptop.printed


def test_a_bundle_is_no_bundle_until_an_older_hub_opens_in_it(
    laptop: FakeMachine, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[bool] = []

    def ask(*words: str | Path, **extra: str) -> tuple[int, str]:
        if "check" not in words:
            return GOOD
        found.append((Path(words[-1]) / "hub.hubdesk").is_file())
        return 1, extra["HUBDESK_PASSPHRASE"]

    monkeypatch.setattr(laptop, "ask", ask)
    assert hub.main(["bundle"], laptop) == 1
    assert found == [True]
    assert "a hub of an older Hubdesk does not open in it" in laptop.printed


def test_a_bundle_gets_the_tools_that_debian_leaves_out(laptop: FakeMachine) -> None:
    laptop.tools.remove("objdump")
    laptop.python_library = False
    hub.main(["bundle"], laptop)
    version = "{}.{}".format(*sys.version_info)
    assert any(line.endswith(f"binutils libpython{version}") for line in laptop.ran)


@pytest.mark.parametrize("words", [[], ["--help"], ["help"], ["-h"]])
def test_a_newcomer_is_told_the_commands(laptop: FakeMachine, words: list[str]) -> None:
    assert hub.main(words, laptop) == 0
    assert all(f"\n  {command}" in laptop.printed for command in hub.COMMANDS)
    assert laptop.ran == []


def test_the_ci_machine_gets_every_library_the_desk_asks_for() -> None:
    script = (hub.ROOT / ".ci" / "run").read_text("utf-8").split()
    wanted = {*hub.QT_PACKAGES.split(), *hub.WINDOW_PACKAGES.split(), *hub.SERVICES.values()}
    assert wanted <= set(script)


def test_hub_py_itself_needs_nothing_installed() -> None:
    source = (hub.ROOT / "hub.py").read_text("utf-8")
    imported = set(re.findall(r"^\s*(?:import|from) (\w+)", source, re.MULTILINE))
    assert imported <= sys.stdlib_module_names
