"""The funnel: people through the School, organisations to a register."""

from dashboard.indicators.funnel.counting import Frames, school_funnel, track_funnel
from dashboard.indicators.funnel.organisations import tracks_message
from dashboard.indicators.funnel.people import ON_GROWN, message
from dashboard.indicators.funnel.table import funnel_table
from dashboard.indicators.funnel.values import CONVERSION, ENTERED, INDICATORS, TRACK, Completed, Funnel, Path, Step
from dashboard.indicators.funnel.words import became, exit_words

__all__ = [
    "CONVERSION",
    "ENTERED",
    "INDICATORS",
    "ON_GROWN",
    "TRACK",
    "Completed",
    "Frames",
    "Funnel",
    "Path",
    "Step",
    "became",
    "exit_words",
    "funnel_table",
    "message",
    "school_funnel",
    "track_funnel",
    "tracks_message",
]
