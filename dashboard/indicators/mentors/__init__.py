"""The mentors: their workload and last contact, and the organisations that have none."""

from dashboard.indicators.mentors.declared import Apart, DeclaredMonth, declared_month
from dashboard.indicators.mentors.definitions import CASES, INDICATORS, LOAD, SILENCE, WITHOUT
from dashboard.indicators.mentors.meetings import WEEKS
from dashboard.indicators.mentors.message import explained, message
from dashboard.indicators.mentors.states import states, states_said
from dashboard.indicators.mentors.then import CityThen, Then, then_message, then_table
from dashboard.indicators.mentors.weeks import Scale
from dashboard.indicators.mentors.without import CityWithout, without_mentor, without_said, without_table
from dashboard.indicators.mentors.workload import Mentor, Month, Workload, last_day, workload, workload_table

__all__ = [
    "CASES",
    "INDICATORS",
    "LOAD",
    "SILENCE",
    "WEEKS",
    "WITHOUT",
    "Apart",
    "CityThen",
    "CityWithout",
    "DeclaredMonth",
    "Mentor",
    "Month",
    "Scale",
    "Then",
    "Workload",
    "declared_month",
    "explained",
    "last_day",
    "message",
    "states",
    "states_said",
    "then_message",
    "then_table",
    "without_mentor",
    "without_said",
    "without_table",
    "workload",
    "workload_table",
]
