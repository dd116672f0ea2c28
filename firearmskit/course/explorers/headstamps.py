"""A drawn headstamp to read: write what stands at each hour, then compare with what is there and with the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import ipywidgets as widgets

from firearmskit import figures
from firearmskit import language as speech
from firearmskit.course.display import escape
from firearmskit.course.explorers.showing import STYLE, in_language, picture, said, show
from firearmskit.errors import InputError, quote
from firearmskit.figures import Stamp
from firearmskit.identification import headstamp
from firearmskit.identification.headstamp.values import NAMES
from firearmskit.language import text as _

__all__ = ["HEADS", "Head", "build_headstamps", "show_headstamps"]


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of a cartridge case to read.

    Args:
        stamps: What is stamped on it, each at an hour.
        look: Further arguments of :func:`firearmskit.figures.plot_headstamp`, such as ``case_colour``.
    """

    stamps: tuple[Stamp, ...]
    look: dict[str, object] = field(default_factory=dict)


HEADS = (
    Head(stamps=(Stamp(text="PPU", clock=12), Stamp(text="9mm LUGER", clock=6, size=0.17, orientation="inward"))),
    Head(
        stamps=(Stamp(text="60", clock=12), Stamp(text="78", clock=6, orientation="inward")),
        look={"case_colour": "lacquer", "sealant": "red", "wear": 0.5},
    ),
    Head(
        stamps=(
            Stamp(symbol="cross_in_circle", clock=12),
            Stamp(text="FNB", clock=9, size=0.18),
            Stamp(text="82", clock=3, size=0.18),
        ),
        look={"sealant": "purple"},
    ),
    Head(
        stamps=(Stamp(text="DAC", clock=12), Stamp(text="1943", clock=4), Stamp(text="VII", clock=8)),
        look={"rim": "rimmed", "primer": "copper", "wear": 0.6},
    ),
    Head(stamps=(), look={"wear": 0.7}),
)
"""Headstamps to begin with: synthetic, in layouts that the reference describes; the last one is blank."""

SIGNS = {"cross_in_circle": "⊕", "star": "★", "broad_arrow": "↑", "triangle": "△"}
"""Symbols that the library reads as signs; others are read by their names in brackets."""


def show_headstamps(heads: Sequence[Head] = HEADS, *, language: str | None = None) -> None:
    """Show drawn headstamps to read: the learner looks, writes, decides, and only then compares.

    Args:
        heads: The headstamps, at least one.
        language: An ISO 639-1 code, one of ``language.available()``; None: the language that is spoken now.

    Raises:
        InputError: There is no headstamp, or one can't be drawn.
        UnknownCodeError: There is no such language.
    """
    show(build_headstamps(heads, language=language))


def build_headstamps(heads: Sequence[Head] = HEADS, *, language: str | None = None) -> widgets.VBox:
    """Build what :func:`show_headstamps` shows.

    Raises:
        InputError: There is no headstamp.
    """
    if not heads or not all(isinstance(head, Head) for head in heads):
        raise InputError(_("heads must be a list of at least one Head, not {value}.").format(value=quote(heads)))
    code = speech.current() if language is None else language
    with speech.speaking(code):
        return _HeadForm(list(heads), code).form


class _HeadForm:
    """Drawn headstamps and the widgets to read them with."""

    def __init__(self, heads: list[Head], code: str) -> None:
        self.heads, self.code = heads, code
        names = [(_("Headstamp {number}").format(number=number), number - 1) for number in range(1, len(heads) + 1)]
        self.which = widgets.Dropdown(options=names, value=0, description=_("Cartridge case"))
        self.picture, self.report = widgets.HTML(), widgets.HTML()
        self.rows = widgets.VBox()
        self.asked: list[tuple[int, widgets.Text, widgets.Dropdown]] = []
        compare = widgets.Button(description=_("Compare"), button_style="primary", layout={"align_self": "flex-start"})
        compare.on_click(in_language(code, self._compare))
        self.which.observe(in_language(code, self._begin), "value")
        self.form = widgets.VBox([widgets.HTML(STYLE), self.which, self.picture, self.rows, compare, self.report])
        self.form.add_class("fk-form")
        self._begin()

    @property
    def head(self) -> Head:
        return self.heads[int(self.which.value)]

    def _begin(self, _change: object = None) -> None:
        """Draw the chosen head and offer empty rows: one for each place where something may stand."""
        number = self.which.value
        drawn = figures.plot_headstamp(self.head.stamps, clock=True, seed=number, width_px=480, **self.head.look)  # type: ignore[arg-type]
        words = escape(_("The picture in words"))
        self.picture.value = (
            f'<div class="fk" style="max-width:30rem">{picture(drawn)}'
            f"<details><summary>{words}</summary>{escape(drawn.description)}</details></div>"
        )
        kinds = [(_("— choose —"), ""), *((_(words), kind) for kind, words in NAMES.items())]
        self.asked = []
        for hour in (12, 3, 4, 6, 8, 9):
            place = _("At {hour} o'clock").format(hour=hour)
            seen = widgets.Text(description=place, style={"description_width": "initial"})
            named = _("Kind at {hour} o'clock").format(hour=hour)
            kind = widgets.Dropdown(options=kinds, description=named, style={"description_width": "initial"})
            self.asked.append((hour, seen, kind))
        help_ = _(
            "Leave empty what is empty. For a sign write its name in brackets: [nato cross], [star], [broad arrow]."
        )
        rows = [widgets.HBox([seen, kind], layout={"flex_flow": "row wrap"}) for _hour, seen, kind in self.asked]
        self.rows.children = [widgets.HTML(f'<div class="fk"><p>{escape(help_)}</p></div>'), *rows]
        self.report.value = ""

    def _compare(self, _button: object) -> None:
        """Say of each place what was written, what stands there, and what the library makes of it."""
        stamped = {round(stamp.clock or 0): _sign(stamp) for stamp in self.head.stamps}
        reading = headstamp.read({str(hour): text for hour, text in stamped.items()})
        lines = []
        for hour, seen, kind in self.asked:
            there, written = stamped.get(hour, ""), seen.value.strip()
            if not there and not written:
                continue
            lines.append(f"<li>{_verdict(hour, written, there)}{_opinion(reading, hour, kind.value)}</li>")
        if not stamped:
            lines.append(f"<li>{escape(_('Nothing is stamped on this case.'))}</li>")
        warnings = "".join(f"<p>{escape(warning)}</p>" for warning in reading.warnings)
        self.report.value = said(f"<ul>{''.join(lines)}</ul>{warnings}")


def _sign(stamp: Stamp) -> str:
    """Give a stamp as the library reads it."""
    if stamp.symbol is None:
        return stamp.text
    sign = SIGNS.get(stamp.symbol, f"[{stamp.symbol.replace('_', ' ')}]")
    return f"{sign} {stamp.text}".strip()


def _plain(text: str) -> str:
    """Give a text without what a copy may differ in: case, spaces, and how a sign is written."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for sign, names in {
        "⊕": ("[nato cross]", "[cross in circle]", "(+)", "⨁"),
        "★": ("[star]", "☆"),
        "↑": ("[broad arrow]",),
        "△": ("[triangle]",),
    }.items():
        for name in names:
            folded = folded.replace(name, sign)
    return "".join(folded.split())


def _verdict(hour: int, written: str, there: str) -> str:
    place = _("At {hour} o'clock").format(hour=hour)
    if not written:
        judged = _("you left this empty; there stands “{there}”.").format(there=there)
    elif not there:
        judged = _("you wrote “{written}”; nothing stands there.").format(written=written)
    elif _plain(written) == _plain(there):
        judged = _("you read “{there}”, as it is stamped.").format(there=there)
    else:
        judged = _("you wrote “{written}”; there stands “{there}”. Look again.").format(written=written, there=there)
    return f"<b>{escape(place)}</b> {escape(judged)}"


def _opinion(reading: headstamp.HeadstampReading, hour: int, chosen: str) -> str:
    """Say how the library reads the pieces at an hour, and whether the learner's kind is the same."""
    pieces = [piece for piece in reading.pieces if piece.clock == hour]
    if not pieces:
        return ""
    said_of = [f"{escape(piece.verbatim)}: {escape(_(NAMES[piece.kind]))}. {escape(piece.reason)}" for piece in pieces]
    makers = "; ".join(
        f"{each.maker or '?'} ({each.country or '?'}), {round(100 * each.probability)} %"
        for piece in pieces
        for each in piece.candidates[:4]
    )
    if makers:
        said_of.append(escape(makers))
    agreed = ""
    if chosen:
        same = chosen in {piece.kind for piece in pieces}
        agreed = _("You and the library agree on the kind.") if same else _("You and the library differ on the kind.")
    return f"<br>{escape(agreed)} " + "<br>".join(said_of)
