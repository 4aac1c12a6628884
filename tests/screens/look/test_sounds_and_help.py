"""Sounds are what their maker makes; help is there for every screen, in plain words."""

from __future__ import annotations

import importlib.util
import re
import wave
from pathlib import Path
from types import ModuleType

import pytest
import shiboken6

from hubdesk import resources
from ui.help.page import HelpPage
from ui.sounds import Sounds
from ui.theme.look import Look
from ui.theme.tokens import Tone

TOPICS = ("counter", "find", "today", "set-up", "labels")


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_sounds", resources.path("sounds", "make_sounds.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_shipped_sounds_are_what_their_maker_makes() -> None:
    made = maker()
    for name, blips in made.SOUNDS.items():
        assert resources.path("sounds", f"{name}.wav").read_bytes() == made.made(blips)


def test_no_sound_holds_up_a_queue() -> None:
    for name in ("ok", "soon", "new", "stop"):
        with wave.open(str(resources.path("sounds", f"{name}.wav"))) as wav:
            assert wav.getnframes() / wav.getframerate() < 0.8


def test_the_switch_silences_everything_and_information_has_no_sound() -> None:
    played: list[Path] = []
    sounds = Sounds(player=played.append)
    sounds.play(Tone.INFO)
    sounds.play(Tone.STOP)
    sounds.on = False
    sounds.play(Tone.STOP)
    assert [each.name for each in played] == ["stop.wav"]


def test_a_laptop_with_no_player_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None)
    Sounds().play(Tone.OK)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_help_page_opens_and_ends_with_whom_to_ring(look: Look, topic: str) -> None:
    page = HelpPage(look)
    page.set_numbers([("Hub <lead> *Amina*", "+44 113 496 0000")])
    page.open_(topic)
    text = page.text.toPlainText()
    assert "Hub <lead> *Amina*: +44 113 496 0000" in text
    shiboken6.delete(page)


@pytest.mark.parametrize("topic", TOPICS)
def test_a_nine_year_old_can_read_the_help(topic: str) -> None:
    """Flesch-Kincaid grade at most 4 (age 9), and none of the words GOV.UK tells us to drop."""
    page = resources.path("help", f"{topic}.md").read_text(encoding="utf-8")
    words = re.sub(r"[*#`>]|^\s*(\d+\.|-)\s", " ", page, flags=re.MULTILINE)
    assert grade(words) <= 4.0
    assert not re.search(r"\b(please|sorry|valid|invalid|oops|error)\b", words, re.IGNORECASE)


def grade(text: str) -> float:
    sentences = [each for each in re.split(r"[.!?:\n]+", text) if re.search(r"[A-Za-z]{2}", each)]
    words = re.findall(r"[A-Za-z']+", text)
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    found = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le") and found > 1
    return max(found - silent, 1)
