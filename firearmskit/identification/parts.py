"""Which parts count, under which instrument; and what it means when parts bear different numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from firearmskit import reference
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.identification.tables import EssentialPart, table
from firearmskit.language import text as _

__all__ = ["NumberFinding", "check_numbers", "components", "instruments"]

MAIN_PARTS = frozenset({"frame", "receiver", "lower", "lower_receiver", "lower receiver"})
"""Parts whose number is the number of the firearm, as most rules have it."""

SHORTEST_END = 2
"""A shorter number agrees with the end of another by chance too often."""

MOST_PARTS = 100


def instruments() -> tuple[str, ...]:
    """List the instruments and laws of which the parts are known, by their ids.

    >>> from firearmskit import identification
    >>> identification.instruments()[0]
    'firearms-protocol'
    """
    return tuple(dict.fromkeys(row.instrument for row in table(EssentialPart)))


def components(kind: str, instrument: str) -> tuple[EssentialPart, ...]:
    """Give the parts of a firearm that an instrument calls essential, or a component.

    Args:
        kind: A class of the table of models, such as ``pistol``, or the id of a model.
        instrument: One of :func:`instruments`.

    Returns:
        The parts, each with its article, source and confidence; names and notes are in the language that is spoken now.

    Raises:
        UnknownCodeError: There is no such kind, model or instrument.

    >>> from firearmskit import identification
    >>> [part.name for part in identification.components("pistol", "firearms-protocol")]
    ['barrel', 'frame', 'slide', 'device that silences the shot']
    """
    if instrument not in instruments():
        raise UnknownCodeError(
            _("{id} isn't an instrument of the table of parts; they are {instruments}").format(
                id=quote(instrument), instruments=", ".join(instruments())
            )
        )
    wanted = kind_of(kind)
    return tuple(
        replace(row, name=_(row.name), note=_(row.note) if row.note else None)
        for row in table(EssentialPart)
        if row.instrument == instrument and (not row.kinds or wanted in row.kinds)
    )


def kind_of(kind_or_model: str) -> str:
    """Give a class as it is, and the class of a model."""
    if not isinstance(kind_or_model, str):
        raise UnknownCodeError(_("{value} is neither a class nor a model").format(value=quote(kind_or_model)))
    if any(row.kind == kind_or_model for row in reference.rows(reference.Model)):
        return kind_or_model
    return reference.get(reference.Model, kind_or_model).kind


@dataclass(frozen=True, kw_only=True)
class NumberFinding:
    """Something to know about the numbers on the parts.

    Args:
        code: ``no-main-number``, ``differs``, ``part-of``, ``main-parts-differ``, ``unreadable`` or ``too-few``.
        severity: ``note`` or ``warning``.
        part: The part it is about; None when about all.
        text: A sentence.
    """

    code: str
    severity: str
    part: str | None
    text: str


def check_numbers(numbers: Mapping[str, str | None]) -> tuple[NumberFinding, ...]:
    """Compare the numbers that stand on the parts of one firearm.

    The number of the firearm is taken from the frame or receiver. Different numbers are no proof of a crime: armies
    exchanged parts, and some makers numbered parts on their own. They say which number must be searched, and that the
    others must be searched too.

    Args:
        numbers: What stands on each part, as ``{"receiver": "AB 1234", "bolt": "771"}``; None where there is a number
            that can't be read.

    Returns:
        Findings, the gravest first; none when all numbers agree.

    Raises:
        InputError: It isn't a mapping of parts to texts, or has more parts than a firearm.

    >>> from firearmskit import identification
    >>> [found.code for found in identification.check_numbers({"frame": "A123456", "slide": "A123456", "barrel": "B9"})]
    ['differs']
    """
    if not isinstance(numbers, Mapping) or not all(
        isinstance(part, str) and (number is None or isinstance(number, str)) for part, number in numbers.items()
    ):
        raise InputError(_("numbers are texts by part, not {value}").format(value=quote(numbers)))
    if len(numbers) > MOST_PARTS:
        raise InputError(_("a firearm has fewer than {most} numbered parts").format(most=MOST_PARTS))
    return tuple(sorted(_number_findings(numbers), key=lambda found: found.severity != "warning"))


def _number_findings(numbers: Mapping[str, str | None]) -> Iterator[NumberFinding]:
    for part, number in numbers.items():
        if number is None:
            yield _warn(
                "unreadable",
                part,
                _("The number on {part} can't be read: say so, and don't take another part's number for it."),
            )
    read = {part: number.strip() for part, number in numbers.items() if number and number.strip()}
    main = {part: number for part, number in read.items() if part.casefold() in MAIN_PARTS}
    if not read:
        return
    if not main:
        yield _warn(
            "no-main-number",
            None,
            _("No number from the frame or receiver: the number of another part isn't the number of the firearm."),
        )
        return
    if len({_plain(number) for number in main.values()}) > 1:
        yield _warn(
            "main-parts-differ",
            None,
            _("Two main parts bear different numbers: search for both, and record which stands where."),
        )
    serial = next(iter(main.values()))
    for part in [part for part in read if part not in main]:
        if _plain(read[part]) != _plain(serial):
            yield _other_number(part, read[part], serial)
    if len(read) == 1:
        text = _(
            "Only one number was read: others, on barrel, slide, bolt or cover, tell whether the parts belong together."
        )
        yield NumberFinding(code="too-few", severity="note", part=None, text=text)


def _warn(code: str, part: str | None, text: str) -> NumberFinding:
    said = text if part is None else text.format(part=quote(_named(part)))
    return NumberFinding(code=code, severity="warning", part=part, text=said)


def _other_number(part: str, number: str, serial: str) -> NumberFinding:
    """Say what a number on another part is: the end of the firearm's, or one of its own."""
    if len(_plain(number)) >= SHORTEST_END and _plain(serial).endswith(_plain(number)):
        code, severity = "part-of", "note"
        text = _("{part} bears {number}, the end of the firearm's number {serial}, as many makers stamp it.")
    else:
        code, severity = "differs", "warning"
        text = _(
            "{part} bears {number}, the main part {serial}: parts were exchanged, or it is a number of that part "
            "alone. Search for both."
        )
    said = text.format(part=quote(_named(part)), number=quote(number), serial=quote(serial))
    return NumberFinding(code=code, severity=severity, part=part, text=said)


def _named(part: str) -> str:
    """Say a part in the language that is spoken now, if it is a place that the reference knows."""
    return _(part) if any(row.id == part for row in reference.rows(reference.Place)) else part


def _plain(number: str) -> str:
    """Write a number without blanks and hyphens, in capitals; letters and zeros stay."""
    return "".join(char for char in number.upper() if not char.isspace() and char != "-")
