"""The funnel: people through the School, organisations to a register."""

from dashboard.indicators.funnel.counting import school_funnel, term, track_funnel
from dashboard.indicators.funnel.organisations import tracks_message
from dashboard.indicators.funnel.people import message
from dashboard.indicators.funnel.table import funnel_table
from dashboard.indicators.funnel.values import CONVERSION, ENTERED, INDICATORS, TRACK, Funnel, Path, Step
from dashboard.indicators.funnel.words import became, days_there, exit_words, genitive

__all__ = [
    "CONVERSION",
    "ENTERED",
    "INDICATORS",
    "TRACK",
    "Funnel",
    "Path",
    "Step",
    "became",
    "days_there",
    "exit_words",
    "funnel_table",
    "genitive",
    "message",
    "school_funnel",
    "term",
    "track_funnel",
    "tracks_message",
]
