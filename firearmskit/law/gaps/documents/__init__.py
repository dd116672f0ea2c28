"""The document that a lawyer fills in: an Excel workbook, a folder of CSV files, or JSON."""

from firearmskit.law.gaps.documents.objects import schema
from firearmskit.law.gaps.documents.reading import read_national_law
from firearmskit.law.gaps.documents.writing import write_national_law

__all__ = ["read_national_law", "schema", "write_national_law"]
