"""The four numbers that the programme is steered by, the row per city, and the message of the overview."""

from dashboard.indicators.overview.city_rows import CityCounts, CityRow, CityRows, cities_table, city_rows
from dashboard.indicators.overview.dated import Dated, goals_table
from dashboard.indicators.overview.definitions import ENROLLED, HOURS, INDICATORS, PEOPLE, REGISTERED, STANDING
from dashboard.indicators.overview.message import message
from dashboard.indicators.overview.numbers import RECENT_DAYS, Aim, Number, first_recent, number, numbers_table
from dashboard.indicators.overview.said import Kpi, Said, goal_said, registered_said, short_names
from dashboard.indicators.overview.words import fact

__all__ = [
    "ENROLLED",
    "HOURS",
    "INDICATORS",
    "PEOPLE",
    "RECENT_DAYS",
    "REGISTERED",
    "STANDING",
    "Aim",
    "CityCounts",
    "CityRow",
    "CityRows",
    "Dated",
    "Kpi",
    "Number",
    "Said",
    "cities_table",
    "city_rows",
    "fact",
    "first_recent",
    "goal_said",
    "goals_table",
    "message",
    "number",
    "numbers_table",
    "registered_said",
    "short_names",
]
