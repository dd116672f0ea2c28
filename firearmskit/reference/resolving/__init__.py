"""Say which row of the reference a free text means, and how certain that is."""

from __future__ import annotations

from typing import Any, TypeVar, overload

from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import text as _
from firearmskit.reference.resolving.calibres import resolve_calibre
from firearmskit.reference.resolving.makers import resolve_maker
from firearmskit.reference.resolving.models import resolve_model
from firearmskit.reference.resolving.result import Match, Resolution
from firearmskit.reference.resolving.text import LONGEST
from firearmskit.reference.rows import Calibre, Maker, Model, Row

__all__ = ["Match", "Resolution", "resolve"]

_RESOLVERS: dict[str, Any] = {
    Calibre.table: resolve_calibre,
    Maker.table: resolve_maker,
    Model.table: resolve_model,
}
R = TypeVar("R", bound=Row)


@overload
def resolve(kind: type[R], text: str) -> Resolution[R]: ...
@overload
def resolve(kind: str, text: str) -> Resolution[Row]: ...
def resolve(kind: str | type[Row], text: str) -> Resolution[Any]:
    """Say which row of a table a free text means, as police registers, forms and traders write it.

    Notations, languages, scripts and slips of the pen are allowed for. Unknown is an answer: where several rows fit,
    or the text says less than any row, no row is given but the ranked matches are.

    Args:
        kind: ``reference.Calibre``, ``reference.Maker`` or ``reference.Model``, or the name of one of these tables.
        text: The text; more than 500 characters are no name, and aren't searched.

    Returns:
        The row that is meant if exactly one is honest, and all matches with their scores and reasons.

    Raises:
        UnknownCodeError: There is no such table, or texts aren't resolved in it.
        InputError: The text is no text.

    >>> from firearmskit import reference
    >>> [reference.resolve("calibres", text).row.id for text in ("9 para", "9x19", "9mm Luger", "9х19")]
    ['9x19-parabellum', '9x19-parabellum', '9x19-parabellum', '9x19-parabellum']
    >>> alone = reference.resolve(reference.Calibre, ".38")
    >>> alone.row is None, alone.ambiguous, alone.matches[0].row.name
    (True, True, '.38 Special')
    >>> reference.resolve("makers", "Smith & Weson").row.name
    'Smith & Wesson'
    >>> reference.resolve("models", "Glock 99").row is None
    True
    """
    name = kind if isinstance(kind, str) else getattr(kind, "table", None)
    if name not in _RESOLVERS:
        raise UnknownCodeError(
            _("Texts aren't resolved in {name}; they are in the tables {tables}").format(
                name=quote(kind), tables=", ".join(_RESOLVERS)
            )
        )
    if not isinstance(text, str):
        raise InputError(_("{value} isn't a text").format(value=quote(text)))
    if len(text) > LONGEST:
        reason = _("The text is longer than {number} characters, too long for a name.").format(number=LONGEST)
        return Resolution(text=text, matches=(), row=None, reason=reason)
    answer: Resolution[Any] = _RESOLVERS[name](text)
    return answer
