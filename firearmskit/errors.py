"""What went wrong, and whose fault is it?

One small tree. Every message quotes the offending value, cut to a readable length, and says which rule it broke.
"""

from __future__ import annotations

import unicodedata

__all__ = [
    "AccessError",
    "AnswerError",
    "CourseError",
    "FirearmskitError",
    "InputError",
    "LifeCycleError",
    "PackError",
    "ReferenceDataError",
    "RegistryError",
    "SandboxError",
    "SubmissionError",
    "UnknownCodeError",
    "escape",
    "quote",
]


class FirearmskitError(Exception):
    """Any error that firearmskit raises on purpose."""


class InputError(FirearmskitError, ValueError):
    """The caller handed over something that can't be used as it is."""


class UnknownCodeError(InputError, KeyError):
    """A code or name isn't in the vocabulary that it was looked up in."""

    def __str__(self) -> str:
        """Show the message as a sentence; ``KeyError`` alone would print its ``repr``."""
        return str(self.args[0]) if self.args else ""


class ReferenceDataError(FirearmskitError):
    """A table that ships with firearmskit is damaged; the fault is ours or the installation's."""


class RegistryError(FirearmskitError):
    """A registry can't be opened, read or written, or isn't as its log says."""


class LifeCycleError(RegistryError, ValueError):
    """A registry refuses an act that a rule forbids: what it is about stays as it was."""


class AccessError(RegistryError):
    """Somebody asks a registry for what none of their roles allows."""


class CourseError(FirearmskitError):
    """Something in a course folder isn't as it should be."""


class PackError(CourseError):
    """A learner's evidence pack is missing, damaged or somebody else's."""


class AnswerError(CourseError, ValueError):
    """An answer isn't plain data of the shape that its task asks for."""


class SubmissionError(CourseError):
    """A file that a learner handed in can't be read."""


class SandboxError(CourseError):
    """Learners' code can't be run safely on this machine."""


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of what would disturb a line of text: controls, directions, and what is no character."""


def escape(text: str) -> str:
    r"""Escape what would disturb a terminal or a line: control and direction characters, and what is none.

    >>> escape("one\ntwo")
    'one\\ntwo'
    """
    return "".join(
        c if unicodedata.category(c) not in _UNPRINTABLE else c.encode("unicode_escape").decode() for c in text
    )


def quote(value: object, limit: int = 60) -> str:
    r"""Quote a value for a message: one line, control characters escaped, cut to a readable length.

    Args:
        value: Anything; what isn't text is shown by its ``repr``.
        limit: The most characters of the value to show.

    Returns:
        The value between quotation marks, with its full length added when it was cut.

    >>> quote("7.62x39")
    '"7.62x39"'
    >>> quote("a\x00b")
    '"a\\x00b"'
    >>> quote("x" * 100, limit=5)
    '"xxxxx…" (100 characters)'
    """
    if isinstance(value, str):
        text = value
    else:
        try:
            text = repr(value)
        except Exception:  # a hostile __repr__ must not turn an error message into another error
            text = f"<{type(value).__name__}>"
    shown = escape(text[:limit])
    if len(text) > limit:
        return f'"{shown}…" ({len(text)} characters)'
    return f'"{shown}"'
