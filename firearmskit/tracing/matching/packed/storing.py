"""Keep an index in one file that is mapped into memory when it is opened, and refuse a file that can't be one.

The file begins with eight bytes that say what it is and of which version, the length of the header, the header in
JSON, and its SHA-256. Behind it stand the arrays in the order of the header, with the kinds of numbers that this
module knows for them. Nothing in the file is run, and no number in it is used as a place before it was checked.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing.matching.counts import Counts
from firearmskit.tracing.matching.entries import FIELDS
from firearmskit.tracing.matching.packed.building import MOST, NAMED, Parts
from firearmskit.tracing.matching.packed.codes import AS_TEXT, UNREAD_CODE, WIDTH

__all__ = ["read_parts", "write_parts"]

_MAGIC = b"FKPACK\x00\x01"
_LONGEST_HEADER = 1 << 28
_ALIGNED = 64
_KINDS = {
    "codes": "<u1",
    "lengths": "<u1",
    "fields": "<i4",
    "years": "<i2",
    "serials": "<u1",
    "serial_ends": "<u8",
    "ids": "<u1",
    "id_ends": "<u8",
    "slots": "<u8",
    "starts": "<u4",
    "shapes": "<u1",
}
_CHUNK = 1 << 22

Arrays = dict[str, NDArray[Any]]


def write_parts(parts: Parts, path: str | os.PathLike[str]) -> None:
    """Write the parts of an index to a file; the file is there whole or not at all.

    Args:
        parts: The parts.
        path: The file.
    """
    arrays: Arrays = {
        "codes": parts.codes,
        "lengths": parts.lengths,
        "fields": parts.fields,
        "years": parts.years,
        "serials": parts.serials[0],
        "serial_ends": parts.serials[1],
        "slots": parts.slots,
        "starts": parts.starts,
        "shapes": parts.shapes.view(np.uint8),
    }
    if parts.ids is not None:
        arrays |= {"ids": parts.ids[0], "id_ends": parts.ids[1]}
    counts = parts.counts
    about = {
        "rows": len(parts.codes),
        "sizes": {name: int(array.size) for name, array in arrays.items()},
        "names": parts.names,
        "patterns": counts.patterns,
        "terms": counts.terms,
        "means": counts.names,
        "lots": counts.lots,
        "resolved": counts.resolved,
    }
    header = json.dumps(about, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    target = Path(path)
    written = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with written.open("wb") as file:
            file.write(_MAGIC + len(header).to_bytes(8, "little") + header + hashlib.sha256(header).digest())
            for name, array in arrays.items():
                _pad(file)
                np.ascontiguousarray(array, dtype=_KINDS[name]).tofile(file)
            file.flush()
            os.fsync(file.fileno())
        written.replace(target)
    finally:
        written.unlink(missing_ok=True)


def _pad(file: BinaryIO) -> None:
    file.write(b"\x00" * (-file.tell() % _ALIGNED))


def read_parts(path: str | os.PathLike[str]) -> Parts:
    """Read the parts of an index from a file; the arrays are mapped into memory, and can't be written.

    Args:
        path: The file.

    Raises:
        InputError: The file can't be read, or isn't one that :func:`write_parts` wrote.
    """
    try:
        with Path(path).open("rb") as file:
            about, start = _header(file)
            size = os.fstat(file.fileno()).st_size
            rows = _number(about.get("rows"), MOST)
            if rows < 1:
                raise _Damage("rows")
            arrays = _mapped(file, _sizes(about, rows), start, size)
        return _parts(about, arrays, rows)
    except (OSError, OverflowError) as error:
        said = _("The index {path} can't be read: {error}").format(path=quote(str(path), limit=300), error=error)
        raise InputError(said) from error
    except _Damage as damage:
        said = _("{path} isn't an index, or it is damaged: its {part} can't be right.")
        raise InputError(said.format(path=quote(str(path), limit=300), part=quote(damage.part))) from damage


class _Damage(Exception):
    """A part of the file isn't as it must be."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def _header(file: BinaryIO) -> tuple[Mapping[str, Any], int]:
    """Read the header, and give where it ends."""
    if file.read(len(_MAGIC)) != _MAGIC:
        raise _Damage("beginning")
    length = int.from_bytes(file.read(8), "little")
    if not 2 <= length <= min(_LONGEST_HEADER, os.fstat(file.fileno()).st_size):
        raise _Damage("header")
    header = file.read(length)
    if len(header) != length or file.read(32) != hashlib.sha256(header).digest():
        raise _Damage("header")
    try:
        about = json.loads(header)
    except (ValueError, RecursionError) as error:
        raise _Damage("header") from error
    if not isinstance(about, dict):
        raise _Damage("header")
    return about, file.tell()


def _sizes(about: Mapping[str, Any], rows: int) -> dict[str, int]:
    """Give how many numbers each array has, where that fits the number of rows."""
    said = about.get("sizes")
    if not isinstance(said, dict) or not set(said) <= set(_KINDS):
        raise _Damage("sizes")
    sizes = {name: _number(size, 1 << 40) for name, size in said.items()}
    fixed = {"codes": rows * WIDTH, "lengths": rows, "fields": rows * len(NAMED), "years": rows, "serial_ends": rows}
    if "ids" in sizes or "id_ends" in sizes:
        fixed["id_ends"] = rows
    needed = {*_KINDS} - {"ids", "id_ends"}
    if not needed <= set(sizes) or any(sizes.get(name) != size for name, size in fixed.items()):
        raise _Damage("sizes")
    if ("id_ends" in sizes) != ("ids" in sizes) or sizes["shapes"] != 1 << (WIDTH + 2):
        raise _Damage("sizes")
    table = sizes["starts"] - 1
    if not 1 << 8 <= table <= 1 << 30 or table & (table - 1):
        raise _Damage("starts")
    return sizes


def _mapped(file: BinaryIO, sizes: Mapping[str, int], start: int, end: int) -> Arrays:
    """Map the arrays, which stand one behind the other and end where the file does."""
    arrays: Arrays = {}
    at = start
    for name, size in sizes.items():
        kind = np.dtype(_KINDS[name])
        at += -at % _ALIGNED
        if at + size * kind.itemsize > end:
            raise _Damage(name)
        arrays[name] = (
            np.asarray(np.memmap(file, dtype=kind, mode="r", offset=at, shape=(size,))) if size else np.zeros(0, kind)
        )
        at += size * kind.itemsize
    if at != end:
        raise _Damage("end")
    return arrays


def _parts(about: Mapping[str, Any], arrays: Arrays, rows: int) -> Parts:
    """Check what is used as a place, and put the parts together."""
    names = {name: _listed(about.get("names"), name) for name in NAMED}
    fields = arrays["fields"].reshape(rows, len(NAMED))
    for at, name in enumerate(NAMED):
        if int(fields[:, at].min()) < 0 or int(fields[:, at].max()) >= len(names[name]):
            raise _Damage("fields")
    lengths = arrays["lengths"]
    if bool(((lengths > WIDTH) & (lengths < AS_TEXT)).any()) or int(arrays["codes"].max()) > UNREAD_CODE:
        raise _Damage("codes")
    if int(arrays["years"].min()) < 0 or int(arrays["years"].max()) >= 10_000 or int(arrays["shapes"].max()) > 1:
        raise _Damage("years")
    for ends, data in (("serial_ends", "serials"), ("id_ends", "ids"), ("starts", "slots")):
        if ends in arrays:
            _ascending(arrays[ends], len(arrays[data]), ends)
    return Parts(
        codes=arrays["codes"].reshape(rows, WIDTH),
        lengths=lengths,
        fields=fields,
        years=arrays["years"],
        serials=(arrays["serials"], arrays["serial_ends"]),
        ids=(arrays["ids"], arrays["id_ends"]) if "ids" in arrays else None,
        names=names,
        slots=arrays["slots"],
        starts=arrays["starts"],
        shapes=arrays["shapes"].view(np.bool_),
        counts=_counts(about, rows),
    )


def _ascending(ends: NDArray[Any], last: int, name: str) -> None:
    """Check that places never go back and end where they must."""
    if int(ends[-1]) != last:
        raise _Damage(name)
    for at in range(0, len(ends), _CHUNK):
        some = ends[at : at + _CHUNK + 1]
        if bool((some[1:] < some[:-1]).any()):
            raise _Damage(name)


def _counts(about: Mapping[str, Any], rows: int) -> Counts:
    """Give the counts of the header."""
    terms, means = about.get("terms"), about.get("means")
    if not isinstance(terms, dict) or not isinstance(means, dict) or not isinstance(about.get("resolved"), bool):
        raise _Damage("terms")
    return Counts(
        size=rows,
        patterns=_counted(about.get("patterns"), "patterns"),
        terms={name: _counted(terms.get(name, {}), "terms") for name in FIELDS},
        names={name: _texts(means.get(name, {})) for name in FIELDS},
        lots=_share(about.get("lots")),
        resolved=about["resolved"],
    )


def _counted(values: object, part: str) -> dict[str, int]:
    if not isinstance(values, dict):
        raise _Damage(part)
    return {str(name): _number(number, 1 << 40) for name, number in values.items()}


def _texts(values: object) -> dict[str, str]:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise _Damage("names")
    return values


def _listed(values: object, name: str) -> list[str]:
    found = values.get(name) if isinstance(values, dict) else None
    if not isinstance(found, list) or not found or not all(isinstance(value, str) for value in found) or found[0]:
        raise _Damage("names")
    return found


def _share(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1:
        raise _Damage("lots")
    return float(value)


def _number(value: object, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _Damage("numbers")
    return value
