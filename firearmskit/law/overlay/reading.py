"""Read the folder that a State lays over the generic."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from firearmskit.arguments import one_of
from firearmskit.errors import FirearmskitError, InputError, quote
from firearmskit.language import text as _
from firearmskit.law.binding import known_state
from firearmskit.law.gaps.documents import read_national_law
from firearmskit.law.overlay.values import FORMS, ROLES, Authority, Form, Overlay, Word
from firearmskit.sheets import read_table, restored

__all__ = ["read_overlay"]

T = TypeVar("T")

_LONGEST = 500
_STATE = {"name": str, "state": str, "fictional": bool}
_LAWS = ("law.json", "law.xlsx", "law")


def read_overlay(folder: Path | str) -> Overlay:
    """Read what a State lays over the generic.

    Args:
        folder: A folder with ``state.toml`` (``name``, and ``state`` or ``fictional = true``) and, as far as the State
            gives them, ``law.json``, ``law.xlsx`` or a folder ``law`` (a national law, as
            :func:`firearmskit.law.gaps.read_national_law` reads it), ``authorities.csv`` (``role, name, contact,
            source``), ``forms.csv`` (``form, name, address, source``) and ``words.csv`` (``generic, national``).

    Returns:
        The overlay.

    Raises:
        InputError: A file can't be read or a row can't be taken; the message names file, row, field and value.
    """
    root = Path(folder)
    about = _about(root)
    law = next((read_national_law(root / name) for name in _LAWS if (root / name).exists()), None)
    return Overlay(
        **about,
        law=law,
        authorities=_rows(root / "authorities.csv", Authority, lambda each: each.role, ROLES),
        forms=_rows(root / "forms.csv", Form, lambda each: each.form, FORMS),
        words=_rows(root / "words.csv", Word, lambda each: each.generic, None),
    )


def _about(root: Path) -> dict[str, Any]:
    file = root / "state.toml"
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            _("{file} can't be read: {reason}").format(file=quote(f"{root.name}/{file.name}"), reason=error.strerror)
        ) from None
    except ValueError as error:
        raise InputError(_("{file} is no TOML: {reason}").format(file=quote(file.name), reason=error)) from None
    for name, value in given.items():
        if name not in _STATE or not isinstance(value, _STATE[name]):
            raise InputError(
                _("{file}: {field} = {value} isn't understood").format(
                    file=quote(file.name), field=quote(name), value=quote(value)
                )
            )
    if not str(given.get("name", "")).strip():
        raise InputError(_("{file} names no State").format(file=quote(file.name)))
    if "state" in given:
        known_state(given["state"])
    elif not given.get("fictional"):
        raise InputError(
            _("{name} names no State; one that is made up says fictional").format(name=quote(given["name"]))
        )
    return given


def _rows(
    file: Path, kind: Callable[..., T], key: Callable[[T], str], known: Mapping[str, str] | None
) -> tuple[T, ...]:
    """Read a table of which each row is a value; a key stands once."""
    if not file.exists():
        return ()
    table = read_table(file)
    made: dict[str, T] = {}
    for row in table.rows:
        try:
            value = kind(**_cells(table.header, row.cells))
            if known is not None:
                one_of(key(value), known, table.header[0])
            if key(value) in made:
                raise InputError(_("{value} stands twice").format(value=quote(key(value))))
        except (FirearmskitError, TypeError) as error:
            raise InputError(
                _("{file}, row {row}: {reason}").format(file=quote(file.name), row=row.number, reason=error)
            ) from None
        made[key(value)] = value
    return tuple(made.values())


def _cells(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    held = {name: restored(cell).strip() for name, cell in zip(header, cells, strict=False)}
    for name, cell in held.items():
        if len(cell) > _LONGEST:
            raise InputError(
                _("{field}: {value} has more than {most} characters").format(
                    field=name, value=quote(cell), most=_LONGEST
                )
            )
    return {name: cell for name, cell in held.items() if cell}
