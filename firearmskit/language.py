"""In which language does firearmskit speak to people?

Every sentence that a person reads passes through :func:`text`. English is the source; other languages are gettext
catalogues in ``firearmskit/locale``, compiled, so that they load with the standard library alone.

>>> from firearmskit import language
>>> with language.speaking("en"):
...     language.current()
'en'
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import resources

from firearmskit.errors import UnknownCodeError, quote

__all__ = ["N_", "available", "current", "ngettext", "speaking", "text", "use"]

SOURCE = "en"
_chosen = SOURCE
# A block speaks its language in its own thread alone: two learners' verdicts may be written at the same time.
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@cache
def available() -> tuple[str, ...]:
    """Give the languages that firearmskit speaks, English first, as ISO 639-1 codes."""
    folder = resources.files("firearmskit") / "locale"
    others = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.is_dir() and (entry / "LC_MESSAGES" / "firearmskit.mo").is_file()
    )
    return (SOURCE, *others)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    compiled = resources.files("firearmskit") / "locale" / code / "LC_MESSAGES" / "firearmskit.mo"
    with compiled.open("rb") as stream:
        return gettext.GNUTranslations(stream)


def _known(code: str) -> str:
    if code not in available():
        raise UnknownCodeError(
            f"firearmskit doesn't speak {quote(code)}; it speaks {', '.join(available())} (ISO 639-1 codes)"
        )
    return code


def use(code: str) -> None:
    """Speak this language from now on.

    Args:
        code: An ISO 639-1 code, one of :func:`available`.

    Raises:
        UnknownCodeError: firearmskit has no catalogue for that language.
    """
    global _chosen
    _chosen = _known(code)


def current() -> str:
    """Give the ISO 639-1 code of the language that is spoken now."""
    return _spoken.get() or _chosen


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak another language inside a ``with`` block.

    Args:
        code: An ISO 639-1 code, one of :func:`available`.

    Raises:
        UnknownCodeError: firearmskit has no catalogue for that language.
    """
    token = _spoken.set(_known(code))
    try:
        yield
    finally:
        _spoken.reset(token)


def text(message: str) -> str:
    """Say an English sentence in the language that is spoken now; English where a translation is missing."""
    return _catalogue(current()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Say the form of a sentence that fits a number, in the language that is spoken now."""
    return _catalogue(current()).ngettext(one, many, count)


def N_(message: str) -> str:
    """Mark a sentence for translation where it is written; it is translated where it is shown."""
    return message
