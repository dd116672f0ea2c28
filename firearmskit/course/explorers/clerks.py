"""A number through a tired clerk's hand: change a serial, and see which lines of a register it can be, and why."""

from __future__ import annotations

import math
from functools import cache

import ipywidgets as widgets

from firearmskit import figures, tracing
from firearmskit import language as speech
from firearmskit.course.display import escape
from firearmskit.course.explorers.showing import STYLE, in_language, picture, said, show
from firearmskit.draw import Draw
from firearmskit.errors import FirearmskitError
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["build_clerk", "clerk_register", "show_clerk"]

SIZE = 3000
"""So many firearms the made-up register has."""

SHOWN = 5
"""How many lines are listed."""

REASONS = 3
"""How many of them show their reasons."""

LONGEST = 24
"""The most characters that are looked for: a longer search would keep a classroom waiting."""

CALIBRES = {
    "Tarnholt Arms": "9x19",
    "Arvel Works": "7.65x17",
    "Halden Arms": "9x18",
    "Korvan Arms": "9x19",
    "Morvik": ".22 LR",
}
"""Makers of the register, all invented, and the calibre that each of them makes there."""

PLANTED = (
    ("HB 058216", "Tarnholt Arms"),
    ("HB 053216", "Tarnholt Arms"),
    ("HB 058261", "Tarnholt Arms"),
    ("H8 058216", "Morvik"),
    ("58216", "Korvan Arms"),
)
"""Lines that look alike, so that there is something to decide."""

SLIPS = {
    "HB 058216": N_("nothing: it was copied rightly"),
    "H8 O58216": N_("took letters for digits, and a digit for a letter"),
    "HB 052816": N_("changed the places of two digits"),
    "HB 05816": N_("left a digit out"),
    "58216": N_("left the letters and the zero out"),
    "HB 05?216": N_("wrote a question mark for a digit that can't be read"),
    "HB 058219": N_("wrote the number of another firearm of the same lot"),
}
"""What the clerk made of HB 058216, and what that is called."""

PRIORS = (1, 10, 50, 90)
"""Of a hundred such firearms, so many are in the register before anything is read."""


@cache
def clerk_register() -> tracing.Register:
    """Give the made-up register of the explorer and of lesson M14: invented makers and serials, always the same.

    >>> from firearmskit.course.explorers import clerk_register
    >>> len(clerk_register()), next(iter(clerk_register())).serial
    (3000, 'HB 058216')
    """
    draw = Draw(b"a register of firearms that nobody has")
    lines = list(PLANTED)
    taken = {serial for serial, _make in lines}
    while len(lines) < SIZE:
        make = list(CALIBRES)[draw.below(len(CALIBRES))]
        serial = {
            "Tarnholt Arms": f"HB {draw.below(100_000):06}",
            "Arvel Works": f"TK {draw.below(100_000):05}",
            "Halden Arms": f"{draw.below(10_000_000):07}",
            "Korvan Arms": f"{draw.below(100_000):05}",
            "Morvik": f"H{draw.below(10)} {draw.below(1_000_000):06}",
        }[make]
        if serial not in taken:
            taken.add(serial)
            lines.append((serial, make))
    return tracing.Register(
        [
            {"id": str(number), "serial": serial, "make": make, "calibre": CALIBRES[make]}
            for number, (serial, make) in enumerate(lines, 1)
        ]
    )


def show_clerk(*, language: str | None = None) -> None:
    """Show the explorer: a serial as somebody wrote it, and the lines of a made-up register that it can be.

    Args:
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        UnknownCodeError: There is no such language.
    """
    show(build_clerk(language=language))


def build_clerk(*, language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_clerk` shows."""
    code = speech.current() if language is None else language
    with speech.speaking(code):
        return _ClerkForm(code).form


class _ClerkForm:
    """A serial, what else is known of the firearm, and what the register says of it."""

    def __init__(self, code: str) -> None:
        wide = {"description_width": "initial"}
        unknown = (_("not known"), "")
        self.slip = widgets.Dropdown(
            options=[(_(words), serial) for serial, words in SLIPS.items()],
            description=_("What the clerk did"),
            style=wide,
            layout={"width": "auto", "max_width": "34rem"},
        )
        self.serial = widgets.Text(
            value="HB 058216", description=_("Serial number, as it was written"), style=wide, continuous_update=False
        )
        self.make = widgets.Dropdown(
            options=[unknown, *((make, make) for make in CALIBRES)], description=_("Maker"), style=wide
        )
        self.calibre = widgets.Dropdown(
            options=[unknown, *((each, each) for each in sorted(set(CALIBRES.values())))],
            description=_("Calibre"),
            style=wide,
        )
        self.prior = widgets.Dropdown(
            options=[(_("{number} of 100").format(number=number), number) for number in PRIORS],
            value=10,
            description=_("Such firearms that are in this register"),
            style=wide,
        )
        self.found = widgets.HTML()
        self.slip.observe(in_language(code, self._copy), "value")
        for each in (self.serial, self.make, self.calibre, self.prior):
            each.observe(in_language(code, self._search), "value")
        row = {"flex_flow": "row wrap"}
        self.form = widgets.VBox(
            [
                widgets.HTML(STYLE),
                self.slip,
                self.serial,
                widgets.HBox([self.make, self.calibre], layout=row),
                self.prior,
                self.found,
            ]
        )
        self.form.add_class("fk-form")
        self._search()

    def _copy(self, _change: object) -> None:
        """Write what the clerk wrote; that alone begins the search."""
        self.serial.value = self.slip.value

    def _search(self, _change: object = None) -> None:
        asked = {"serial": self.serial.value, "make": self.make.value, "calibre": self.calibre.value}
        if len(asked["serial"]) > LONGEST:
            sentence = _("Write {most} characters at most.").format(most=LONGEST)
            self.found.value = said(f"<p>{escape(sentence)}</p>")
            return
        try:
            match = tracing.match(asked, clerk_register(), prior=self.prior.value / 100, limit=SHOWN)
        except FirearmskitError as error:
            self.found.value = said(f"<p>{escape(str(error))}</p>")
            return
        self.found.value = said(_table(match) + _conclusion(match) + _changes(match) + _reasons(match))


def _table(match: tracing.Match) -> str:
    """Give the likeliest lines with bars, and beside them all other lines and a firearm that isn't there."""
    heads = (_("Line"), _("Number in the register"), _("Maker"), _("Calibre"), _("Probability"))
    rows = [
        ((each.entry.id, each.entry.serial, each.entry.make, each.entry.calibre), each.probability)
        for each in match.candidates
    ]
    cells = "".join(
        f"<tr>{''.join(f'<td>{escape(str(words))}</td>' for words in line)}{_bar(share)}</tr>" for line, share in rows
    )
    cells += "".join(
        f'<tr><th scope="row" colspan="4">{escape(words)}</th>{_bar(share)}</tr>'
        for words, share in ((_("another line"), match.others), (_("not in this register"), match.absent))
    )
    top = "".join(f'<th scope="col">{escape(words)}</th>' for words in heads)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{cells}</tbody></table>"


def _bar(share: float) -> str:
    return (
        f'<td class="points">{escape(_share(share))} '
        f'<span class="fk-bar" style="width:{max(0.0, 5 * share):.2f}rem"></span></td>'
    )


def _share(share: float) -> str:
    """Write a probability so that nothing reads as certain, and what is possible never as nothing."""
    if share < 0.001:
        return _("under 0.1 %")
    if share > 0.999:
        return _("over 99.9 %")
    return _("{share} %").format(share=f"{math.floor(1000 * share + 0.5) / 10:.1f}")


def _conclusion(match: tracing.Match) -> str:
    """Say what may be written in a file."""
    best = match.best
    if best is None:
        sentence = _("Write: this register has no line like the serial that was searched. Another one can have it.")
    elif match.absent > 0.5:
        sentence = _("It is probably not in this register. Write which serial was searched; line {line} is a lead.")
    elif match.unique:
        sentence = _("Write: line {line}, with what agrees and what differs. The keeper of the register confirms it.")
    else:
        sentence = _("Don't decide yet: add the maker and the calibre, or look at the object again.")
    return f"<p><b>{escape(sentence.format(line='' if best is None else best.entry.id))}</b></p>"


def _changes(match: tracing.Match) -> str:
    """Draw how the number of the likeliest line became what was written."""
    if match.best is None:
        return ""
    steps = [(step.kind, step.record, step.copy) for step in match.best.comparison.alignment]
    drawn = figures.plot_alignment(steps, width_px=480)
    words = _("From line {line} to what was written").format(line=match.best.entry.id)
    return f'<h4>{escape(words)}</h4><div style="max-width:30rem">{picture(drawn)}</div>'


def _reasons(match: tracing.Match) -> str:
    """Give what each field says, for the first lines."""
    listed = "".join(
        f"<details><summary>{escape(_('Line {line}').format(line=each.entry.id))}</summary>"
        f"<ul>{''.join(f'<li>{escape(str(reason))}</li>' for reason in each.reasons)}</ul></details>"
        for each in match.candidates[:REASONS]
    )
    return f"<h4>{escape(_('Reasons'))}</h4>{listed}" if listed else ""
