"""The log of loads, and taking a load back: undo, replacement, recount. Each is one transaction."""

from data_loader.loads.belonging import check_belongs, check_ready, claim
from data_loader.loads.demonstration import clear_demonstration, is_demonstration
from data_loader.loads.log import (
    Entry,
    LoadError,
    close_entry,
    finish,
    is_empty,
    loads_in_force,
    log_problems,
    next_load,
    open_entry,
)
from data_loader.loads.recounting import recount, recount_if_needed
from data_loader.loads.taking_back import check_can_be_undone, depend, make_room, mark_given_up, undo

__all__ = [
    "Entry",
    "LoadError",
    "check_belongs",
    "check_can_be_undone",
    "check_ready",
    "claim",
    "clear_demonstration",
    "close_entry",
    "depend",
    "finish",
    "is_demonstration",
    "is_empty",
    "loads_in_force",
    "log_problems",
    "make_room",
    "mark_given_up",
    "next_load",
    "open_entry",
    "recount",
    "recount_if_needed",
    "undo",
]
