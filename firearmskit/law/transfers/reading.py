"""Read a file on a transfer that somebody else wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.plain import parse_json
from firearmskit.law.transfers.tables import table_to_data
from firearmskit.terminal import read_file

__all__ = ["read_transfer"]

_MOST_REASONS = 10


def read_transfer(path: Path | str) -> TransferFile:
    """Read a file on a transfer from JSON, CSV or an Excel workbook; it may be hostile.

    JSON has the fields of :class:`TransferFile`. A table has the columns part, id, field and value.

    Args:
        path: The file: ``.json``, or a table in ``.csv`` or ``.xlsx``.

    Returns:
        The value.

    Raises:
        InputError: It can't be read, is too large, or says what can't be; the message quotes field, value and rule.
        ModuleNotFoundError: pydantic, or openpyxl for a workbook, isn't installed.

    >>> from tempfile import mkdtemp
    >>> path = Path(mkdtemp()) / "transfer.json"
    >>> _ = path.write_text('{"id": "F1", "direction": "export", "export_state": "FRA"}')
    >>> read_transfer(path).export_state
    'FRA'
    """
    of_type(path, (str, Path), "path")
    file = Path(path)
    kind = file.suffix.casefold()
    if kind == ".json":
        data = parse_json(read_file(str(file)), file.name)
    elif kind in (".csv", ".xlsx"):
        data = table_to_data(file)
    else:
        raise InputError(
            _("{name} is no file on a transfer: it must end in .json, .csv or .xlsx.").format(name=quote(file.name))
        )
    return _value(data, file.name)


def _value(data: Any, name: str) -> TransferFile:
    """Make the value of plain data, and say what is wrong with each field."""
    from pydantic import ValidationError

    from firearmskit.law.transfers.models import file_of

    try:
        return file_of(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
        reasons = [
            _("{field} is {value}: {rule}").format(
                field=quote(".".join(map(str, each["loc"])) or _("the file")),
                value=quote(each["input"]),
                rule=each["msg"],
            )
            for each in found[:_MOST_REASONS]
        ]
        if len(found) > _MOST_REASONS:
            reasons.append(_("and {count} more").format(count=len(found) - _MOST_REASONS))
        raise InputError(
            _("{name} can't be used: {reasons}.").format(name=quote(name), reasons="; ".join(reasons))
        ) from None
    except InputError as error:
        raise InputError(_("{name} can't be used: {reasons}").format(name=quote(name), reasons=error)) from None
