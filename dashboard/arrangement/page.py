"""One page as text: bars, blocks, and what surrounds them. The first answer and every later one are made here."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from dashboard import formats
from dashboard.arrangement.contents import SUBJECTS
from dashboard.arrangement.view import Subject, View, open_view
from dashboard.blocks import Block, Figure
from dashboard.components import notice, parts, shell
from dashboard.components.filter_bar import Bar, Choices, filter_bar, known_bar
from dashboard.context import current_database
from dashboard.errors import ReaderError
from dashboard.filters import Filters
from dashboard.queries import reference


@dataclass(frozen=True)
class Text:
    """What a page says under one view: the whole of it as HTML, and what tabs, bookmarks and messengers show of it."""

    title: str
    description: str
    html: Markup
    found: bool = True
    """Whether there is such a page."""


def text(subject: Subject, query: str) -> Text:
    """A page under the view that a query asks for; a `ReaderError` stands in the place of what it would say."""
    programme = current_database().programme
    title = f"{subject.name} — {programme.title}"
    try:
        with open_view(subject, query) as view:
            blocks = _shown(subject, view)
            main = shell.rows(blocks, view.shown, "" if view.snapshot.empty else subject.layout)
            dropped = notice.dropped(view.filters.dropped) if view.filters.dropped else Markup("")
            return Text(title, _description(blocks, view), _whole(subject, view.filters, _bars(subject, view), dropped + main))
    except ReaderError as error:
        again = parts.button("Показать последние данные", subject.path, first=True)
        return Text(
            title, error.message, _whole(subject, Filters(), Markup(""), notice.failure(error.message, error.remedy, [again]))
        )


def missing() -> Text:
    """In place of a page that does not exist."""
    title = f"Такой страницы нет — {current_database().programme.title}"
    return Text(title, "", _whole(None, Filters(), Markup(""), shell.missing()), found=False)


def figure(subject: Subject, query: str, place: str) -> Figure | None:
    """What Plotly draws in a place of the text; nothing where there is no such place."""
    try:
        with open_view(subject, query) as view:
            made = ChainMap(*(dict(block.figures) for block in _shown(subject, view)))
            return made[place]() if place in made else None
    except ReaderError:
        return None


# --- inside -----------------------------------------------------------------------------------------------------------


def _shown(subject: Subject, view: View) -> list[Block]:
    if not view.snapshot.empty or not subject.needs_data:
        return subject.blocks(view)
    if (found := view.snapshot.taken_back) is not None:
        before = parts.button("Показать, как было до отмены", view.filters.but(known_at=found.by - 1).href(view.path))
        return [Block("nothing", "Загруженное отменено", partial(notice.taken_back, *found, [before]))]
    return [Block("nothing", "Данных ещё нет", notice.nothing_loaded)]


def _bars(subject: Subject, view: View) -> Markup:
    enrolled = reference.enrolled_by_city(view.snapshot, view.viewer, view.filters) if "city" in view.offer.parts else {}
    choices = Choices(enrolled, view.cohorts, subject.months(view) if subject.months else ())
    stamp = view.snapshot.stamp
    bar = Bar(view.filters, view.programme, view.today, view.offer, choices, stamp, view.path)
    return known_bar(view.filters, stamp, view.today, view.path) + filter_bar(bar)


def _whole(subject: Subject | None, filters: Filters, bars: Markup, main: Markup) -> Markup:
    programme = current_database().programme
    return shell.shell(programme, sections(filters), subject.key if subject else "", bars, main)


def sections(filters: Filters) -> Sequence[shell.Section]:
    """The navigation: the choices that every page understands, and the day a reader looks back from, go along."""
    along = Filters(filters.cities, filters.cohorts, filters.until, known_at=filters.known_at)
    return [shell.Section(one.key, one.name, _towards(one, along).href(one.path), one.draws) for one in SUBJECTS]


def _towards(subject: Subject, along: Filters) -> Filters:
    """What a page understands of a day: one that knows only months takes its month."""
    parts = subject.offer.parts
    if along.until is None or "until" in parts or "month" not in parts:
        return along
    return along.but(until=None, month=along.until.replace(day=1))


def _description(blocks: Sequence[Block], view: View) -> str:
    """The message of the page, what it is about, and of which day: what a messenger shows of a link."""
    said = [blocks[0].title if blocks else "", view.sentence, view.snapshot.stamp.dated()]
    return ". ".join(part.rstrip(".") for part in said if part).replace("\u00ad", "").replace(formats.JOINER, "")
