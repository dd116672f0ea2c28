"""How marks are made: height, depth, script; and what contradicts among them."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from firearmskit import law
from firearmskit.errors import quote
from firearmskit.language import text as _
from firearmskit.law import Finding
from firearmskit.marking.obligations import SCRIPTS
from firearmskit.marking.shown import Shown, part_of, role_of
from firearmskit.marking.stamped import StampedMark

__all__ = ["breaches", "cleaned", "contradictions", "unusable"]

_ROUNDING_MM = 1e-9
"""Differences below this come from arithmetic, not from the mark."""

_FIRST_YEAR = 1500
"""No firearm with a stamped year is older."""


def unusable(mark: StampedMark, number: int) -> Iterator[Finding]:
    """Say which fields of a mark can't be used."""
    field = f"marks[{number - 1}]"
    for name in ("height_mm", "depth_mm"):
        value = getattr(mark, name)
        if value is not None and _length(value) is None:
            sentence = _("Mark {number}: {value} isn't a length in millimetres.").format(
                number=number, value=quote(value)
            )
            yield Finding(code="not-a-length", severity="note", field=f"{field}.{name}", sentence=sentence)
    if mark.place is not None and part_of(mark.place) is None:
        sentence = _("Mark {number}: no part is known by the words {value}.").format(
            number=number, value=quote(mark.place)
        )
        yield Finding(code="unknown-place", severity="note", field=f"{field}.place", sentence=sentence)
    for each in _contents(mark.shows):
        if not isinstance(each, str) or each not in law.CONTENTS:
            sentence = _("Mark {number}: {value} isn't a content of a mark; the contents are {known}.").format(
                number=number, value=quote(each), known=", ".join(law.CONTENTS)
            )
            yield Finding(code="unknown-content", severity="note", field=f"{field}.shows", sentence=sentence)


def cleaned(mark: StampedMark) -> StampedMark:
    """Give a mark without the fields that can't be used."""
    return replace(
        mark,
        place=mark.place if part_of(mark.place) else None,
        height_mm=_length(mark.height_mm),
        depth_mm=_length(mark.depth_mm),
        script=mark.script if isinstance(mark.script, str) and mark.script else None,
        shows=None
        if mark.shows is None
        else tuple(each for each in _contents(mark.shows) if isinstance(each, str) and each in law.CONTENTS),
        over=mark.over if isinstance(mark.over, int) and not isinstance(mark.over, bool) else None,
    )


def _contents(shows: object) -> tuple[object, ...]:
    if shows is None:
        return ()
    return tuple(shows)[:100] if isinstance(shows, list | tuple) else (shows,)


def _length(value: object) -> float | None:
    """Give a length in millimetres; None when it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        length = float(value)
    except OverflowError:
        return None
    return length if math.isfinite(length) and length >= 0 else None


def breaches(
    mark: StampedMark, min_height_mm: float | None, min_depth_mm: float | None, scripts: tuple[str, ...], rule: str
) -> Iterator[tuple[str, str]]:
    """Compare how a mark is made with the limits of a rule.

    Args:
        mark: A mark whose measures are lengths or None.
        min_height_mm: Least height in millimetres; None without a limit.
        min_depth_mm: Least depth in millimetres; None without a limit.
        scripts: Scripts that are allowed; empty when the rule doesn't say.
        rule: How the rule is cited.

    Yields:
        The code of a finding and its sentence.
    """
    text = quote(mark.text)
    low = _("Too low: {text} is {measured} mm high; {rule} asks for {limit} mm.")
    shallow = _("Too shallow: {text} is {measured} mm deep; {rule} asks for {limit} mm.")
    for code, sentence, measured, limit in (
        ("too-low", low, mark.height_mm, min_height_mm),
        ("too-shallow", shallow, mark.depth_mm, min_depth_mm),
    ):
        if limit is None:
            continue
        if measured is None:
            said = _("Measure {text}: {rule} has a limit of {limit} mm.").format(text=text, rule=rule, limit=limit)
            yield "not-measured", said
        elif measured < limit - _ROUNDING_MM:
            yield code, sentence.format(text=text, measured=measured, rule=rule, limit=limit)
    if scripts:
        other = (
            {mark.script.casefold()} if mark.script else {_script(char) for char in mark.text if char.isalpha()}
        ) - set(scripts)
        allowed = ", ".join(_(SCRIPTS[each]) for each in scripts)
        if other:
            said = _("Script: {text} has letters of another script than {rule} allows ({allowed}).")
            yield "wrong-script", said.format(text=text, rule=rule, allowed=allowed)
        if any(char.isdecimal() and not char.isascii() for char in mark.text):
            yield (
                "wrong-numerals",
                _("Numerals: {text} has others than the Arabic or Roman ones that {rule} allows.").format(
                    text=text, rule=rule
                ),
            )


def _script(char: str) -> str:
    """Name the script of a letter, by the first word of its name in Unicode."""
    return unicodedata.name(char, "unknown").partition(" ")[0].casefold()


def contradictions(marks: Sequence[StampedMark], shown: Sequence[Shown], days: Sequence[str]) -> Iterator[Finding]:
    """Find what contradicts among the marks, whatever rule there is.

    Args:
        marks: The marks.
        shown: What they show.
        days: The days of the events, as ISO dates.
    """
    yield from _serials(shown)
    yield from _years(shown, days)
    for index, mark in enumerate(marks):
        if mark.over is not None and 0 <= mark.over < len(marks) and mark.over != index:
            sentence = _(
                "{later} stands over {earlier}: the earlier mark must stay readable ({rule}), and to falsify or remove "
                "a mark illicitly is an offence ({offence})."
            ).format(
                later=quote(mark.text),
                earlier=quote(marks[mark.over].text),
                rule=law.cite("iti", "para. 7"),
                offence=law.cite("firearms-protocol", "art. 5"),
            )
            yield Finding(
                code="over-another",
                severity="warning",
                field=f"marks[{index}]",
                sentence=sentence,
                instrument="iti",
                article="para. 7",
                source=law.cite("iti", "para. 7"),
                confidence="sourced",
            )


def _serials(shown: Sequence[Shown]) -> Iterator[Finding]:
    serials = [each for each in shown if each.content == "serial"]
    fixed = [each for each in serials if role_of(each.part) != "loose"]
    if serials and not fixed:
        sentence = _(
            "The serial number stands only on a part that comes off: {serial}. It doesn't identify the firearm."
        )
        yield Finding(
            code="loose-part",
            severity="warning",
            field="serial",
            sentence=sentence.format(serial=quote(serials[0].value)),
        )
    full = {each.value: each for each in fixed}
    longest = max(full, key=len, default="")
    # Parts often bear the last digits of the serial only.
    other = [each for value, each in full.items() if not longest.endswith(value)]
    if other:
        sentence = _("The parts bear different serial numbers: {one}, {other}. Parts may have been exchanged.")
        yield Finding(
            code="serials-differ",
            severity="warning",
            field="serial",
            sentence=sentence.format(one=quote(longest), other=quote(other[0].value)),
        )


def _years(shown: Sequence[Shown], days: Sequence[str]) -> Iterator[Finding]:
    if not days:
        return
    last = max(int(day[:4]) for day in days)
    made: list[int] = []
    for each in shown:
        if each.content not in ("year-of-manufacture", "year-of-import"):
            continue
        year = int(each.value) if each.value.isascii() and each.value.isdigit() and len(each.value) == 4 else None
        if year is None:
            continue
        if not _FIRST_YEAR <= year <= last:
            sentence = _("The year {year} isn't plausible: the marks were checked for {day}.").format(
                year=year, day=max(days)
            )
            yield Finding(code="year-implausible", severity="warning", field=each.content, sentence=sentence)
        elif each.content == "year-of-manufacture":
            made.append(year)
        elif made and year < min(made):
            sentence = _("It was imported in {imported}, before it was made in {made}.").format(
                imported=year, made=min(made)
            )
            yield Finding(code="year-implausible", severity="warning", field=each.content, sentence=sentence)
