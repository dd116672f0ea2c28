"""A file on a transfer as plain data, and as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from firearmskit.arguments import of_type
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law.transfers.file import TransferFile

__all__ = ["parse_json", "transfer_to_json"]

_DEEPEST = 8
"""Lists and objects inside one another; a file has four."""


def transfer_to_json(file: TransferFile) -> str:
    """Write a file on a transfer as JSON, which :func:`firearmskit.law.read_transfer` reads.

    Args:
        file: The file.

    Returns:
        JSON, indented, in UTF-8; what isn't known is left out.

    >>> print(transfer_to_json(TransferFile(id="F1", direction="export", export_state="FRA")))
    {
      "id": "F1",
      "direction": "export",
      "export_state": "FRA",
      "procedure": "full",
      "synthetic": false
    }
    """
    written = _without_none(asdict(of_type(file, TransferFile, "file")))
    empty = ("parties", "goods", "papers", "events", "invented_states")
    return json.dumps({k: v for k, v in written.items() if v or k not in empty}, ensure_ascii=False, indent=2)


def _without_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_without_none(each) for each in value]
    return value


def parse_json(text: str, name: str) -> Any:
    """Read JSON that may be hostile.

    Args:
        text: The JSON.
        name: What messages call it.

    Returns:
        Plain data.

    Raises:
        InputError: It is no JSON, has a key twice or a number that is none, or is nested too deeply.
    """
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise InputError(_("{name} is nested too deeply.").format(name=quote(name))) from None
    except ValueError as error:
        raise InputError(_("{name} is no JSON: {reason}.").format(name=quote(name), reason=quote(str(error)))) from None
    if _depth(data) > _DEEPEST:
        raise InputError(_("{name} is nested too deeply.").format(name=quote(name)))
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key[:60]} is there twice")
        found[key] = value
    return found


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number")


def _depth(value: Any) -> int:
    """Count how deep lists and objects are nested, without recursion."""
    deepest, waiting = 0, [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        inside = list(each.values()) if isinstance(each, dict) else each if isinstance(each, list) else None
        if inside is not None:
            deepest = max(deepest, depth)
            if deepest > _DEEPEST:
                break
            waiting += [(one, depth + 1) for one in inside]
    return deepest
