"""The ten sheets: what they are called, their columns, how each cell is read, and which table their rows go to."""

from data_loader.sheets.catalogue import DEFAULTS, SHEETS
from data_loader.sheets.columns import Column, Sheet
from data_loader.sheets.context import ParseContext
from data_loader.sheets.goals import GOALS

__all__ = ["DEFAULTS", "GOALS", "SHEETS", "Column", "ParseContext", "Sheet"]
