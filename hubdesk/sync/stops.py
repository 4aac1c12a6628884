"""What ends a pass early, in a sentence for the page of the folder and briefly for the bar."""

from __future__ import annotations

from typing import Final

from hubdesk.wording import translate

NOT_HERE: Final = translate(
    "hub",
    "The shared folder cannot be reached. Everything is saved on this laptop; it is shared when "
    "the folder is there again.",
)
NO_HUB: Final = translate(
    "hub",
    "There is no hub in this folder. Choose the folder that your first laptop shares, or wait "
    "until it is here.",
)
OTHER_HUB: Final = translate(
    "hub",
    "This folder belongs to another hub, so it was left as it is. Choose this hub's own folder, "
    "or an empty one.",
)
FULL: Final = translate(
    "hub",
    "The shared folder is full. Everything is saved on this laptop; free some space in the "
    "folder, and it is shared.",
)
READ_ONLY: Final = translate(
    "hub",
    "The shared folder does not allow changes. What others wrote is read; ask whoever looks "
    "after the folder to allow this laptop to write.",
)
_BRIEFLY: Final = {
    NOT_HERE: translate("hub", "the folder was not there"),
    NO_HUB: translate("hub", "there is no hub in the folder"),
    OTHER_HUB: translate("hub", "the folder is another hub's"),
    FULL: translate("hub", "the folder is full"),
    READ_ONLY: translate("hub", "the folder does not allow changes"),
}
_NOT_DONE: Final = translate("hub", "the last sharing was not finished")


def briefly(sentence: str) -> str:
    """A stop in a few words. One that an earlier Hubdesk kept may be none of these."""
    return _BRIEFLY.get(sentence, _NOT_DONE)
