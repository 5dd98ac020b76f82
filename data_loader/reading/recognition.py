"""What a table is: one of the ten sheets, by its name or else by its headers; or why it is none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data_loader import cells
from data_loader.names import match_key
from data_loader.problems import Problem
from data_loader.reading.headers import Header, find_header
from data_loader.reading.raw_sheets import RawSheet
from data_loader.reading.tables import HEADER_WITHIN, FileProblem, RawTable, Row
from data_loader.reading.verdicts import notes, refused, unrecognised
from data_loader.sheets import SHEETS


def recognise(table: RawTable) -> RawSheet | list[Problem]:
    """The table as one of the ten sheets, by its name or else by its headers; or why it is none."""
    top, broken = _top(table)
    if not top:
        return []
    named = _by_name(table.title)
    chosen = _chosen(top, named)
    if broken and (chosen is None or chosen.missing):
        raise broken  # the header may lie in what cannot be read
    if chosen is None or chosen.missing or chosen.twice:
        return [_verdict(table, top, named, chosen)]
    return RawSheet(table, chosen, notes(table, chosen))


def _verdict(table: RawTable, top: Sequence[Row], named: str | None, chosen: Header | None) -> Problem:
    """Two known headers are in many tables of others (a city and a date); three make a sheet of ours with a mistake in it."""
    if chosen is not None and (named or len(chosen.positions) > 2):
        return refused(table, chosen)
    return unrecognised(table, top, named)


def _chosen(top: Sequence[Row], named: str | None) -> Header | None:
    """A single known header tells a sheet only together with its name: every second table has a «Город»."""
    found = {key: find_header(sheet, top) for key, sheet in SHEETS.items()}
    headers = {key: header for key, header in found.items() if header and (key == named or len(header.positions) > 1)}
    own = headers.get(named) if named else None
    return _likeliest(headers.values(), own) if own is None or own.missing else own


def _likeliest(headers: Collection[Header], named: Header | None) -> Header | None:
    """The sheet that has all it needs, unless the table looks more like one that lacks something.

    A list of participants without their codes has an ОГРН and a city: no list of organisations all the same.
    """
    rivals = [named] if named else headers
    richest = max(rivals, key=lambda header: (len(header.positions), header.score), default=None)
    fitting = max((header for header in headers if not header.missing), key=lambda header: header.score, default=None)
    if fitting is None or richest is None:
        return fitting or named
    wider = len(richest.positions) - len(fitting.positions)
    return richest if wider > 0 or (wider == 0 and richest is named) else fitting


def _top(table: RawTable) -> tuple[list[Row], FileProblem | None]:
    """The rows that may hold the header, and why there are no more of them where the table breaks off."""
    top: list[Row] = []
    try:
        for number, row in table.rows():
            if number > HEADER_WITHIN and top:
                break
            if any(cells.text(cell) for cell in row):
                top.append((number, row))
            if len(top) > HEADER_WITHIN:
                break
    except FileProblem as problem:
        if not top:
            raise
        return top, problem
    return top, None


def _by_name(title: str) -> str | None:
    """«Этапы», «steps», «Этапы 2025», «Услуги март»; of two that fit the longer name."""
    name = match_key(title)
    for key, sheet in SHEETS.items():
        if name in sheet.names:
            return key
    starts = [(len(known), key) for key, sheet in SHEETS.items() for known in sheet.names if name.startswith(known)]
    return max(starts)[1] if starts else None
