"""Raw cells to values. Nothing is guessed: what is not plainly a date, a number or an identifier is refused with its cure."""

from data_loader.cells.days import day, past_day
from data_loader.cells.identifiers import organisation_number, tax_number, territory
from data_loader.cells.numbers import amount, attempt, coordinate, hours_per_month, minutes, number, population, quantity
from data_loader.cells.outcomes import CellProblem, Noticed
from data_loader.cells.texts import code, is_failed, label, name, plain, text

__all__ = [
    "CellProblem",
    "Noticed",
    "amount",
    "attempt",
    "code",
    "coordinate",
    "day",
    "hours_per_month",
    "is_failed",
    "label",
    "minutes",
    "name",
    "number",
    "organisation_number",
    "past_day",
    "plain",
    "population",
    "quantity",
    "tax_number",
    "territory",
    "text",
]
