"""Demonstration data for whichever programme is in force: invented, the same for the same day, in every state that pages show.

`generate` makes the rows of the ten sheets up to a day; `write_files` writes them as spreadsheets. Nothing here is a real person
or organisation, and nothing is written in code about a particular programme.
"""

from data_loader.demo.files import write_files
from data_loader.demo.world import World, generate

__all__ = ["World", "generate", "write_files"]
