"""What every file of every page says before its table, and above its columns."""

from __future__ import annotations

import re

import pytest

from dashboard.arrangement.contents import SUBJECTS
from dashboard.arrangement.view import Subject
from dashboard.blocks import charts
from dashboard.exports.csv import chart_as_csv
from dashboard.indicators.table import in_numbers
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import viewing

COLOURS = re.compile(r"красн|син[еиюя]|заштрих|цвет|светл|тёмн", re.IGNORECASE)


@pytest.mark.parametrize("subject", SUBJECTS, ids=[subject.key for subject in SUBJECTS])
@pytest.mark.parametrize("query", ["", "unit=organisations", "until=2026-05-31", "cohort=2026-2"])
def test_no_file_speaks_of_colours(school: Database, subject: Subject, query: str) -> None:
    with viewing(school, query, subject) as view:
        for block, table in charts(subject.blocks(view)):
            text = chart_as_csv(block.title, table, sentence=view.shown.sentence, stamp=view.snapshot.stamp, source=block.source)
            head = text.partition("\r\n\r\n")[0]
            columns = " ".join(column.title for column in in_numbers(table).columns)
            assert not COLOURS.search(f"{head} {columns}"), block.key
