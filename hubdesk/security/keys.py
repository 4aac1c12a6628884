"""Who can open the hub: the random database key, kept behind phrases and a recovery code.

Each phrase and the recovery code open a slot of ``hub.keys`` by themselves (scrypt as libsodium
has it, then XChaCha20-Poly1305). None of them is ever written down by Hubdesk. A PIN opens nothing.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from hubdesk import sealing
from hubdesk.errors import Refused, Trouble
from hubdesk.security import key_file, phrase, recovery
from hubdesk.security.key_file import Cost, KeyFile, Slot, SlotKind
from hubdesk.storage.folder import make as make_folder
from hubdesk.wording import translate

PROOF: Final = b"hubdesk keys"
USUAL_COST: Final = Cost()


def exists(folder: Path) -> bool:
    """True when the folder holds a key file."""
    return key_file.exists(folder)


def make(folder: Path, text: str, label: str = "", cost: Cost = USUAL_COST) -> tuple[bytes, str]:
    """Draws a hub's database key and writes its key file.

    Returns the key (32 bytes) and the recovery code to print. Raises Refused for a weak
    passphrase or a folder that cannot be made, and when a key file is there: writing over it
    would lose that hub for ever.
    """
    chosen = phrase.good(text)
    if exists(folder):
        raise Refused(
            translate(
                "hub",
                "This folder holds the keys of a hub already, and they stay as they are. "
                "Open that hub, or choose another folder.",
            )
        )
    make_folder(folder)
    key, code = sealing.new_key(), recovery.draw()
    salt = secrets.token_bytes(key_file.SALT_BYTES)
    slots = (
        _slot(key, SlotKind.PHRASE, chosen, salt, cost, label=label),
        _slot(key, SlotKind.RECOVERY, code, salt, cost),
    )
    key_file.write(folder, KeyFile(slots, sealing.seal(key, b"", PROOF)))
    return key, code


def unlock(folder: Path, text: str) -> bytes:
    """The database key, by anybody's passphrase or the recovery code.

    Raises Refused when it opens nothing, naming the group of a recovery code with a slip.
    """
    return opened_by(folder, text)[0]


def opened_by(folder: Path, text: str) -> tuple[bytes, str]:
    """As ``unlock``, and by which slot: its id, or "" for the recovery code."""
    key, slot = _opened(key_file.read(folder), text)
    return key, slot.id if slot.kind is SlotKind.PHRASE else ""


def opener_of(folder: Path, key: bytes, text: str) -> str:
    """Whose phrase opens the hub of this key: a slot's id, or "" for the recovery code.

    Raises Refused when it opens nothing, or only another hub whose key file was put here.
    """
    found, opener = opened_by(folder, text)
    if not secrets.compare_digest(found, key):
        raise Refused(
            translate(
                "hub",
                "The key file in this folder is another hub's. "
                "Copy this hub's own key file back from a backup.",
            )
        )
    return opener


def fits(folder: Path, key: bytes) -> bool:
    """True when the key file in a folder is that of the hub with this key.

    Raises Refused or Trouble when it is missing, damaged or newer.
    """
    proof = key_file.read(folder).proof
    try:
        return sealing.unseal(key, proof, PROOF) == b""
    except Trouble:
        return False


def openers(folder: Path) -> tuple[Slot, ...]:
    """The slots of a hub, for the page that lists who can open it."""
    return key_file.read(folder).slots


def draw_slot() -> str:
    """The id of a slot to come."""
    return secrets.token_hex(8)


def add_phrase(
    folder: Path,
    key: bytes,
    text: str,
    label: str,
    cost: Cost = USUAL_COST,
    *,
    slot_id: str | None = None,
) -> str:
    """Lets one more person open the hub with a passphrase of their own. Returns the slot's id."""
    chosen = phrase.good(text)
    keys = _of_this_hub(folder, key)
    _refuse_taken(keys, chosen)
    salt = _salt(keys)
    slot = _slot(key, SlotKind.PHRASE, chosen, salt, cost, label=label, slot_id=slot_id)
    key_file.write(folder, replace(keys, slots=(*keys.slots, slot)))
    return slot.id


def replace_phrase(
    folder: Path, key: bytes, slot_id: str, new: str, cost: Cost = USUAL_COST
) -> None:
    """Gives one opener a new passphrase, without the old one: for an admin, who has the key."""
    chosen = phrase.good(new)
    keys = _of_this_hub(folder, key)
    found = [slot for slot in keys.slots if slot.id == slot_id and slot.kind is SlotKind.PHRASE]
    if not found:
        raise Refused(
            translate("hub", "This passphrase was removed already. Look at the list again.")
        )
    _refuse_taken(keys, chosen)
    _put_phrase(folder, keys, key, found[0], chosen, cost)


def _put_phrase(
    folder: Path, keys: KeyFile, key: bytes, slot: Slot, chosen: str, cost: Cost
) -> None:
    """Puts a new phrase into a slot, which keeps its id: what its owner may do stays theirs."""
    salt, kind = _salt(keys), SlotKind.PHRASE
    fresh = _slot(key, kind, chosen, salt, cost, label=slot.label, slot_id=slot.id)
    slots = tuple(fresh if each.id == slot.id else each for each in keys.slots)
    key_file.write(folder, replace(keys, slots=slots))


def remove_slot(folder: Path, key: bytes, slot_id: str) -> None:
    """Takes the hub from one opener. The last passphrase and the recovery code stay."""
    keys = _of_this_hub(folder, key)
    gone = [slot for slot in keys.slots if slot.id == slot_id]
    rest = tuple(slot for slot in keys.slots if slot.id != slot_id)
    phrases = [slot for slot in rest if slot.kind is SlotKind.PHRASE]
    if gone and (gone[0].kind is SlotKind.RECOVERY or not phrases):
        raise Refused(
            translate(
                "hub",
                "The last passphrase and the recovery code cannot be removed, or nobody could "
                "open the hub. Add another passphrase first, or draw a new recovery code.",
            )
        )
    key_file.write(folder, replace(keys, slots=rest))


def new_recovery_code(folder: Path, key: bytes, cost: Cost = USUAL_COST) -> str:
    """Draws another recovery code to print; the old paper opens nothing from then on."""
    code = recovery.draw()
    keep_recovery_code(folder, key, code, cost)
    return code


def keep_recovery_code(folder: Path, key: bytes, code: str, cost: Cost = USUAL_COST) -> None:
    """Makes a code that was drawn and printed the one that opens the hub."""
    keys = _of_this_hub(folder, key)
    slot = _slot(key, SlotKind.RECOVERY, code, _salt(keys), cost)
    phrases = tuple(each for each in keys.slots if each.kind is SlotKind.PHRASE)
    key_file.write(folder, replace(keys, slots=(*phrases, slot)))


def _slot(
    key: bytes,
    kind: SlotKind,
    text: str,
    salt: bytes,
    cost: Cost,
    *,
    label: str = "",
    slot_id: str | None = None,
) -> Slot:
    slot_id = slot_id or draw_slot()
    label = key_file.tidy_label(label)
    bound = key_file.bound_to(slot_id, kind, label)
    sealed = sealing.seal(_stretched(text, salt, cost), key, bound)
    return Slot(slot_id, kind, label, salt, cost, sealed)


def _opened(keys: KeyFile, text: str) -> tuple[bytes, Slot]:
    """The key and the slot it came from. Slots share a salt, so one derivation tries them all."""
    words = {SlotKind.PHRASE: phrase.tidy(text)}
    slip: Refused | None = None
    try:
        words[SlotKind.RECOVERY] = recovery.tidy(text)
    except Refused as refused:
        slip = refused
    derived: dict[tuple[str, bytes, Cost], bytes] = {}
    # A whole recovery code is tried as one first; almost nobody has it as a passphrase.
    for kind in (SlotKind.RECOVERY, SlotKind.PHRASE):
        for slot in keys.slots:
            if slot.kind is not kind or kind not in words:
                continue
            what = (words[kind], slot.salt, slot.cost)
            if what not in derived:
                derived[what] = _stretched(*what)
            try:
                bound = key_file.bound_to(slot.id, slot.kind, slot.label)
                return sealing.unseal(derived[what], slot.sealed, bound), slot
            except Trouble:
                continue
    if slip is not None and recovery.looks_like_one(text):
        raise slip
    raise Refused(
        translate(
            "hub",
            "That passphrase does not open this hub. Check Caps Lock and the keyboard's "
            "language and type it again, or use the recovery code from the printed sheet.",
        )
    )


def _stretched(text: str, salt: bytes, cost: Cost) -> bytes:
    # A field on the screen may hold half a character (a lone surrogate); it is just bytes.
    secret = text.encode(errors="surrogatepass")
    return sealing.stretched(secret, salt, (cost.n, cost.r, cost.p))


def _of_this_hub(folder: Path, key: bytes) -> KeyFile:
    """The key file, after seeing that ``key`` is its hub's. Raises Refused when it is not."""
    keys = key_file.read(folder)
    try:
        sealing.unseal(key, keys.proof, PROOF)
    except Trouble as error:
        raise Refused(
            translate(
                "hub",
                "The key file in this folder is another hub's, so passphrases were not changed. "
                "Copy this hub's own key file back from a backup.",
            )
        ) from error
    return keys


def _refuse_taken(keys: KeyFile, chosen: str) -> None:
    """Two people with one passphrase could not be told apart when one of them leaves."""
    try:
        _opened(keys, chosen)
    except Refused:
        return
    raise Refused(
        translate("hub", "This passphrase is in use on this hub already. Choose another one.")
    )


def _salt(keys: KeyFile) -> bytes:
    return keys.slots[0].salt if keys.slots else secrets.token_bytes(key_file.SALT_BYTES)
