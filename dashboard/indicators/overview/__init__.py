"""The four numbers that the programme is steered by, the row per city, and the message of the overview."""

from dashboard.indicators.overview.arrivals import Arrivals, of_cities
from dashboard.indicators.overview.city_rows import CityCounts, CityRow, CityRows, cities_table, city_rows, standing_by_city
from dashboard.indicators.overview.definitions import ENROLLED, HOURS, INDICATORS, PEOPLE, REGISTERED, STANDING
from dashboard.indicators.overview.message import message
from dashboard.indicators.overview.numbers import (
    RECENT_DAYS,
    Goal,
    Number,
    first_recent,
    is_behind,
    last_months,
    number,
    numbers_table,
)
from dashboard.indicators.overview.said import (
    Kpi,
    MonthOfMentoring,
    Said,
    goal_said,
    hours_said,
    month_of_mentoring,
    registered_said,
    short_names,
    time_left,
)

__all__ = [
    "ENROLLED",
    "HOURS",
    "INDICATORS",
    "PEOPLE",
    "RECENT_DAYS",
    "REGISTERED",
    "STANDING",
    "Arrivals",
    "CityCounts",
    "CityRow",
    "CityRows",
    "Goal",
    "Kpi",
    "MonthOfMentoring",
    "Number",
    "Said",
    "cities_table",
    "city_rows",
    "first_recent",
    "goal_said",
    "hours_said",
    "is_behind",
    "last_months",
    "message",
    "month_of_mentoring",
    "number",
    "numbers_table",
    "of_cities",
    "registered_said",
    "short_names",
    "standing_by_city",
    "time_left",
]
