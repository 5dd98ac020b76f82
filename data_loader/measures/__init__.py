"""The measures: what can be counted, each declared once.

A measure says what one unit is, which dimensions it fills, who owns its units and the SELECT that counts given owners. A load
counts the owners it touched before and after it writes, and appends the difference (`counting.py`); pages add up the results.
`OWNERS` says, for every registry table, how a touched row leads to owners.
"""

from data_loader.measures.care import stretches_of_care
from data_loader.measures.catalogue import COUNTING_VERSION, MEASURES, Measure
from data_loader.measures.items import join_item, split_item
from data_loader.measures.journeys import Day
from data_loader.measures.owners import COUNTED_COLUMNS, OWNERS, PERSON, Owner
from data_loader.measures.registers import at_an_end
from data_loader.measures.ways import has_left, is_on_record, organisations_staying, participants_staying
from data_loader.programme import PROTECTABLE

__all__ = [
    "COUNTED_COLUMNS",
    "COUNTING_VERSION",
    "MEASURES",
    "OWNERS",
    "PERSON",
    "PROTECTABLE",
    "Day",
    "Measure",
    "Owner",
    "at_an_end",
    "has_left",
    "is_on_record",
    "join_item",
    "organisations_staying",
    "participants_staying",
    "split_item",
    "stretches_of_care",
]
