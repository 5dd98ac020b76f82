"""The mentors: their workload and last contact, and the organisations that have none."""

from dashboard.indicators.mentors.definitions import CASES, INDICATORS, LOAD, SILENCE, WITHOUT
from dashboard.indicators.mentors.meetings import WEEKS
from dashboard.indicators.mentors.message import in_cases, message
from dashboard.indicators.mentors.without import CityWithout, without_mentor, without_table
from dashboard.indicators.mentors.workload import Mentor, Workload, last_day, level, workload, workload_table

__all__ = [
    "CASES",
    "INDICATORS",
    "LOAD",
    "SILENCE",
    "WEEKS",
    "WITHOUT",
    "CityWithout",
    "Mentor",
    "Workload",
    "in_cases",
    "last_day",
    "level",
    "message",
    "without_mentor",
    "without_table",
    "workload",
    "workload_table",
]
