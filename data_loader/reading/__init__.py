"""Files to recognised sheets: workbooks and CSV files as they are, with titles, totals and signatures around the rows."""

from data_loader.reading.files import file_names, open_files
from data_loader.reading.raw_sheets import RawSheet

__all__ = ["RawSheet", "file_names", "open_files"]
