"""Items: what a count is of within its measure, and which of them a programme allows, in its order."""

from __future__ import annotations

from data_loader.programme import Programme


def join_item(*parts: str) -> str:
    """('iopu', 'submitted') -> 'iopu/submitted'; no key of a programme holds a '/'."""
    return "/".join(parts)


def split_item(item: str) -> tuple[str, ...]:
    return tuple(item.split("/"))


def school_items(programme: Programme) -> tuple[str, ...]:
    return tuple(step.key for step in programme.steps)


def school_exit_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(step.key, e.key) for step in programme.steps for e in programme.school.exits)


def track_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(track.key, step.key) for track in programme.tracks for step in track.steps)


def track_exit_items(programme: Programme) -> tuple[str, ...]:
    return tuple(join_item(track.key, step.key, e.key) for track in programme.tracks for step in track.steps for e in track.exits)


def category_items(programme: Programme) -> tuple[str, ...]:
    return tuple(category.key for category in programme.categories)


def no_items(programme: Programme) -> tuple[str, ...]:
    """The measure has none: it fills no `item`."""
    return ()


def items_from_data(programme: Programme) -> None:
    """Mentors are items that no programme lists: the data decide."""
