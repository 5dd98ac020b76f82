"""The completion of the parts: who has each on record, how long it took, who skipped one, who stands still."""

from dashboard.indicators.stages.definitions import COMPLETION, DAYS_TO_PART, INDICATORS, SKIPPED
from dashboard.indicators.stages.matrix import Completion, Counts, Line, Matrix, city_matrix, matrix, matrix_table, skipped_table
from dashboard.indicators.stages.medians import Median, Medians, medians, medians_table
from dashboard.indicators.stages.message import message
from dashboard.indicators.stages.standing import Standing, standing, standing_enrolled, standing_table

__all__ = [
    "COMPLETION",
    "DAYS_TO_PART",
    "INDICATORS",
    "SKIPPED",
    "Completion",
    "Counts",
    "Line",
    "Matrix",
    "Median",
    "Medians",
    "Standing",
    "city_matrix",
    "matrix",
    "matrix_table",
    "medians",
    "medians_table",
    "message",
    "skipped_table",
    "standing",
    "standing_enrolled",
    "standing_table",
]
