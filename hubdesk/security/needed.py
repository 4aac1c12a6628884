"""The least role that each command and question needs, by the module and name it is known by.

Names, and no imports: the table costs a start nothing and may speak of what stands above it.
A line is one module. Serving never needs a lead; the stall, taking in and whatever the desk
does by itself (printing, the day, the status bar) go on while it is locked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hubdesk.trust import Role

_NOBODY: Final = """
backups.after_restore: _known
backups.going_on: _accept _last
catalogue.naming: keep keep_as_listed offered
check: _balances _digest _journal
counter.drafts: park
counter.hold: set_aside_left_open
counter.locking: lock
day: confirm doubt_of to_put_right
forgetting.erasing: follow_merges
forgetting.retention: piece
forgetting.sweeping: done is_due merge_words
labels.queue: not_sent printed sending take_up waiting
labels.runs: waiting
labels.sheets: begin_at
packing.gone: drop_labels
reports.stall_day: stall_day
scanner.elsewhere: seen
set_up: serve_where_named
settings: asked
stall.crates: shown
stall.lines: give_key never_swap
stall.loading: again load load_line load_near near scanned
stall.swap: clicked
stall.tally: enter
stall.trading: brought_shown close leave shown start swapped_shown undo_last
stall.wasting: waste_line waste_scanned
starting: how_far
stock.intake: discard
stock.places: all_ named open_place
stock.products: lines
stock.records: place_name
sync.alike_apart: is_behind look_further
sync.applying: _fold_beside _fold_no_more take_page
sync.bundles: _bundled _falls_to_us _left_of _loose_keys _small _stale_files learn
sync.cards: keep public_key_of
sync.clones: mean
sync.coming: found is_under_way
sync.compared: _fresh _further _keep against_cards differences
sync.copied: former lives_in moved_in needs_name read told
sync.epochs: _card _keep _members _with_former
sync.files: anew gone noted page
sync.healing: missing_since
sync.held: is_behind note streams
sync.keyring: asked
sync.own_card: before_and_now now
sync.past.making: _journal _last _page
sync.past.taking: _is_taken _may_take _tried _try known_kinds load
sync.news: read since skip wait waiting
sync.publishing: carried_of
sync.review: waiting
sync.room: begin finish make
sync.sheets: copies keep
sync.status: asked codes_wanted details_known erased_on erasures finished heard last_ms
sync.where: folder is_shared own wishes_to_join
takein.checking: bin_one
takein.crate_story: of
takein.crates: waiting
takein.entering: add_line done_with entered next_drop_off nothing_stays turn_kind undo_last
takein.gaps: date_them date_typed found undated
takein.naming: change name_it nameless
takein.packs: open_one open_pack
takein.scanning: scanned
takein.showing: take_in
takein.sources: say
takein.thanks: thank
takein.whose: ask waiting
volunteers.serving: card_scanned crew nobody
volunteers.unlocking: by_card by_phrase by_pin
"""

_YOUNG: Final = """
catalogue.catalogue: how_many
counter.and_for: entered scanned
counter.as_packed: as_packed
counter.choosing: choose
counter.drafts: put_away resume
counter.entering: date_on_pack entered
counter.finishing: finish
counter.for_others: by_other take_off turn_to_next turn_to_party
counter.from_paper: again doubles keep_both keep_one proposed_day said_when told
counter.hold: left_over park_as still_waits to_counter waiting was_given
counter.label_again: by_code
counter.lives: another_visit note_ages size_by_ages today_only toggle_chip
counter.packed: give_anyway take_out_past undo_run unpack
counter.reprinting: again by_code of_today
counter.scanning: discard give open_pack scanned use_code
counter.serving: add_line change_quantity packs_read returning_visit say_none_left settle
counter.turned_away: turn_away
counter.visit: on_counter
households.household: by_id
households.seek: by_card seek
labels.freezing: freeze
labels.orders: begin
labels.runs: drop not_sent sent settle unsettled
labels.second: shelves
labels.sheets: choices
packing.pack: pack reprint
packing.pick_sheet: asked
packing.waiting: figures one row_of window
reports.goods_history: story
reports.loads: carry on_the_way print_slip
reports.near_dated_page: asked
reports.running_short: next_week
reports.shelf_plan: of print_labels
reports.today: undo_last
scanner.in_stock: meant
stock.dating: correct
stock.found: how_many row_of window
stock.held_back: all_ hold
stock.near_dated: listed numbered of_product rows
stock.sought: goods
stock.sending: bring_back receive
stock.shelves: by_code is_unused of_place
stock.whereabouts: of
stock.windows: shown unsaid versions
stocktake.clashes: all_
stocktake.counting: count undo_last
stocktake.from_paper: count said_when scanned
stocktake.sheets: everywhere
stocktake.spots: all_ by_code on_shelf progress
stocktake.takes: latest
stocktake.targets: matching scanned
takein.crate_label: again
volunteers.serving: pin_typed tapped names
"""

_COUNTER: Final = """
catalogue.importing: past
catalogue.stock_list: past
counter.history: about how_many window
counter.likely: while_typing
counter.lost_card: ask replace_at replace_card
counter.reopening: came_back reopen reopen_parcel
counter.side_by_side: compare
forgetting.consent: of record withdraw
forgetting.limits: limits
forgetting.outlook: went
forgetting.retention: coming
households.doubles: look
households.household: note_details open_household
households.importing: past
households.looking: opened told
households.merging: say_apart
parcels.saving: to_edit
reports.day_page: asked
reports.today: events figures undo
reports.whole_day: of_label whole_day
set_up: asked
settings: change
stock.held_back: release
stock.measuring: say
stock.shelves: make put_at put_line remove rename take_off
stocktake.clashes: decide
stocktake.settling: settle still_open
stocktake.takes: explain settle
stocktake.variance: of
stocktake.variance_page: asked
sync.alike_apart: all_ two_households
sync.review: all_ choose take_back
"""

_LEAD: Final = """
catalogue.export: product_rows stock_rows
catalogue.importing: take_in take_in_all take_out
catalogue.stock_list: asked take_in take_out
counter.unimport: undo_some
forgetting.access: give
forgetting.erasing: erase
forgetting.leaving: leave
forgetting.limits: change
households.alike: in_hub
households.importing: take_in
households.merging: merge separate
labels.sheets: drop_own keep_own
parcels.lists: go_back
parcels.saving: save
set_up: add_place keep_numbers name_laptop print_volunteer_card serve_from
stock.windows: as_shipped change say_food set_rule
sync.alike_apart: one_household
sync.compared: seen_to
sync.where: may_shut_out
volunteers.serving: leave_list
volunteers.volunteer: add rename set_pin
"""

_ADMIN: Final = """
practice: _fill
reports.household_export: rows
set_up: name_hub
starting: _go_on _name
sync.begun: asked keep
sync.joining: _belong _draw_secret
sync.where: forget remember
volunteers.openers: add change keep_code listed remove
volunteers.trusting: give_role known lock_after opener_is unnamed_may
"""


def _names(words: str) -> Iterator[str]:
    for line in words.strip().splitlines():
        module, names = line.split(":")
        yield from (f"{module}.{name}" for name in names.split())


LISTED: Final[tuple[tuple[Role, str], ...]] = tuple(
    (role, name)
    for role, words in (
        (Role.NOBODY, _NOBODY),
        (Role.YOUNG, _YOUNG),
        (Role.COUNTER, _COUNTER),
        (Role.LEAD, _LEAD),
        (Role.ADMIN, _ADMIN),
    )
    for name in _names(words)
)
"""The table as it is written: a name that stood in it twice would be two roles' at once."""

NEEDED: Final[dict[str, Role]] = {name: role for role, name in LISTED}
"""Each command and question, as "counter.finishing.finish", and the least role it needs."""
