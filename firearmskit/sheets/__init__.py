"""What stands in this table file? CSV and Excel, every cell as text, word for word; files may be hostile."""

from firearmskit.sheets.cells import defused, restored
from firearmskit.sheets.reading import read_book, read_table
from firearmskit.sheets.sheet import REASON, ROW, SheetData, SheetRow

__all__ = ["REASON", "ROW", "SheetData", "SheetRow", "defused", "read_book", "read_table", "restored"]
