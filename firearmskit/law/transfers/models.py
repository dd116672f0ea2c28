"""The shape of a file on a transfer as others write it: pydantic models, made of the values when a file is read."""

from __future__ import annotations

import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache, reduce
from operator import or_
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any

from firearmskit.errors import InputError
from firearmskit.law.transfers.file import TransferFile
from firearmskit.law.transfers.shapes import MOST, MOST_CHARACTERS

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["file_of"]


def file_of(data: Any) -> TransferFile:
    """Make a file of plain data.

    Args:
        data: What JSON or a table gave.

    Returns:
        The value; what its fields may say is checked when it is made.

    Raises:
        pydantic.ValidationError: A field isn't known, is missing, or is of another type or too long.
        InputError: A field says what can't be.
    """
    file = _value(TransferFile, _model(TransferFile).model_validate(data))
    return typing.cast("TransferFile", file)


@cache
def _model(kind: type) -> type[BaseModel]:
    """Make the model of a value: its fields, none that isn't known, and no value of another type."""
    from pydantic import ConfigDict, create_model

    hints = typing.get_type_hints(kind)
    shapes: dict[str, Any] = {
        each.name: (_shape(hints[each.name]), ... if each.default is MISSING else each.default) for each in fields(kind)
    }
    made: type[BaseModel] = create_model(kind.__name__, __config__=ConfigDict(extra="forbid", strict=True), **shapes)
    return made


def _shape(hint: Any) -> Any:
    """Give the type that a model checks, with a limit for each text and list."""
    from pydantic import Field

    if hint is str:
        return Annotated[str, Field(max_length=MOST_CHARACTERS)]
    if hint is float:
        return int | float
    if is_dataclass(hint):
        return _model(typing.cast("type", hint))
    if typing.get_origin(hint) is tuple:
        return Annotated[list[_shape(typing.get_args(hint)[0])], Field(max_length=MOST)]  # type: ignore[misc]
    if isinstance(hint, UnionType):
        return reduce(or_, (each if each is NoneType else _shape(each) for each in typing.get_args(hint)))
    return hint


def _value(kind: type, model: BaseModel) -> Any:
    """Give the value that a model was made of."""
    hints = typing.get_type_hints(kind)
    return kind(**{each.name: _inside(each.name, hints[each.name], getattr(model, each.name)) for each in fields(kind)})


def _inside(name: str, hint: Any, held: Any) -> Any:
    """Give what a field holds: a list as a tuple, of values where it is one of models."""
    if not isinstance(held, list):
        return held
    kinds = [each for each in _kinds(hint) if is_dataclass(each)]
    if not kinds:
        return tuple(held)
    made = []
    for place, each in enumerate(held):
        try:
            made.append(_value(typing.cast("type", kinds[0]), each))
        except InputError as error:
            raise InputError(f"{name}.{place}: {error}") from None
    return tuple(made)


def _kinds(hint: Any) -> list[Any]:
    """List the types that a hint is made of."""
    inside = [part for each in typing.get_args(hint) for part in _kinds(each)]
    return inside or [hint]
