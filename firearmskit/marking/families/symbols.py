"""Factory codes in a drawn frame: 66 in triangle, △66, arrow in triangle, 10 in double circle, star."""

from __future__ import annotations

import re
from functools import cache

from firearmskit import reference
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.marking.rules import Draft, Rule

_SHAPES = {
    "triangle": "triangle",
    "double circle": "double circle",
    "circle": "circle",
    "cercle": "circle",
    "double cercle": "double circle",
    "oval": "oval",
    "ovale": "oval",
    "ellipse": "oval",
    "diamond": "diamond",
    "lozenge": "diamond",
    "losange": "rhombus",
    "rhombus": "rhombus",
    "rhomb": "rhombus",
    "square": "square",
    "box": "square",
    "rectangle": "square",
    "dreieck": "triangle",
    "doppelkreis": "double circle",
    "kreis": "circle",
    "raute": "diamond",
    "quadrat": "square",
    "triángulo": "triangle",
    "doble círculo": "double circle",
    "círculo": "circle",
    "óvalo": "oval",
    "rombo": "diamond",
    "triangolo": "triangle",
    "cerchio": "circle",
    "треугольнике": "triangle",
    "двойном круге": "double circle",
    "круге": "circle",
    "овале": "oval",
    "ромбе": "diamond",
    "квадрате": "square",
}
_SYMBOL_PAIR = (
    r"(?:star|étoile) (?:with|containing|avec) (?:an? |une )?(?:arrow|flèche)|arrow in (?:an? |the )?star|"
    r"flèche dans une étoile"
)
_WORDS = {
    "flèche": "arrow",
    "étoile": "star",
    "cercle": "circle",
    "arrow up": "upward arrow",
    "up arrow": "upward arrow",
    "pfeil": "arrow",
    "stern": "star",
    "flecha": "arrow",
    "estrella": "star",
    "freccia": "arrow",
    "stella": "star",
    "стрела": "arrow",
    "стрелка": "arrow",
    "звезда": "star",
}
SYMBOLS = frozenset({"star", *_WORDS.values()})
"""Words for symbols, which are written in small letters; a name is stamped in capitals."""

_SHAPE = "(?:" + "|".join(sorted(_SHAPES, key=len, reverse=True)) + ")s?"
_CODE = r"(?:(?:upward |up )?arrow|five[- ]pointed star|star|flèche|étoile|height|triangle|circle|cercle|"
_CODE += "|".join(sorted(_WORDS, key=len, reverse=True)) + r"|\w{1,4})"
_MANY = (
    r"(?:(?P<many>two |2 |twin |double |deux )(?:concentric )?|concentric |an? |the |un |une |einem |einer |dem |el |"
    r"la )?"
)
_SIGNS = {"△": "triangle", "▲": "triangle", "▵": "triangle", "Δ": "triangle", "◇": "diamond", "◆": "diamond",
          "○": "circle", "◯": "circle", "◎": "double circle"}  # fmt: skip
_FRAMES = tuple(_SHAPES)

_OTHER_KINDS = {"21-triangle": "proof"}
"""Rows of the factory codes that are drawn like one, but of another kind: who accepted a piece, not who made it."""
_SIGN = "[" + "".join(_SIGNS) + "]"


@cache
def _rows() -> dict[tuple[str, str | None], reference.FactoryCode]:
    return {(row.code.casefold(), row.frame): row for row in reference.rows(reference.FactoryCode)}


_CODES = (N_("arrow"), N_("upward arrow"), N_("star"), N_("height"), N_("triangle"), N_("circle"))
_DRAWN = (N_("double circle"), N_("oval"), N_("diamond"), N_("rhombus"), N_("square"), N_("triangle in circle"))


def spoken(mark: str) -> str:
    """Name a mark such as "arrow in triangle" in the language that is spoken now."""
    code, framed, frame = mark.partition(" in ")
    code = _(code) if code in _CODES else code
    return _("{code} in {frame}").format(code=code, frame=_(frame)) if framed else code


def factory_draft(code: str, frame: str | None, start: int, end: int, confidence: float = 0.9) -> Draft | None:
    """Make the piece for a code in a frame; None when a code without a frame isn't in the table."""
    code = _WORDS.get(code.casefold(), code).strip()
    if code.casefold() in ("five-pointed star", "five pointed star"):
        code = "star"
    row = _rows().get((code.casefold(), frame))
    name = f"{row.code if row else code} in {frame}" if frame else (row.code if row else code)
    if row is None:
        if frame is None:
            return None
        if frame == "triangle" and code.isdigit():
            return Draft(
                kind="factory_code",
                start=start,
                end=end,
                normalised=name,
                confidence=0.6,
                alternatives=(("proof", 0.2),),
                basis="derived",
                implies=(("country", "CHN"),),
                gives=("CHN", "context"),
                reason=_(
                    "A number in a triangle is the way in which Chinese factories mark; this number "
                    "isn't in the reference."
                ),
            )
        return Draft(
            kind="unknown",
            start=start,
            end=end,
            normalised=None,
            confidence=0.4,
            alternatives=(("factory_code", 0.4), ("proof", 0.4)),
            reason=_("A framed mark that isn't in the reference: a factory, an inspector or a proof house may use it."),
        )
    maker = reference.get(reference.Maker, row.maker) if row.maker else None
    if row.confidence == "unverified":
        confidence = min(confidence, 0.6)
    kind = _OTHER_KINDS.get(row.id, "factory_code")
    parts = [_("The mark {mark} stands for: {meaning}.").format(mark=spoken(name), meaning=_(row.meaning))]
    if row.doubt:
        parts.append(_(row.doubt))
    implies = (*((("maker", maker.name),) if maker else ()), *((("country", row.country),) if row.country else ()))
    return Draft(
        kind=kind,
        start=start,
        end=end,
        normalised=name if kind == "factory_code" else row.meaning,
        confidence=confidence,
        basis=row.confidence,
        row=row,
        implies=implies,
        gives=tuple(tag for tag in (row.maker, row.country, "context") if tag),
        reason=" ".join(parts),
    )


def _framed(match: re.Match[str]) -> Draft | None:
    shape = match["shape"].casefold()
    frame = _SHAPES.get(shape) or _SHAPES[shape.removesuffix("s")]
    if (
        frame == "circle"
        and match["many"]
        and match["many"].strip().casefold() in ("two", "2", "twin", "double", "deux")
    ):
        frame = "double circle"
    code = match["code"]
    if frame == "rhombus" and code.casefold() not in ("circle", "cercle"):
        frame = "diamond"
    return factory_draft(code, frame, match.start(), match.end())


def _signed(match: re.Match[str]) -> Draft | None:
    sign = match["before"] or match["after"]  # a small delta is found too, since capitals don't count
    return factory_draft(match["code"] or match["code2"], _SIGNS[sign.upper()], match.start(), match.end())


RULES = (
    Rule(
        kind="factory_code",
        pattern=rf"[\[(]?\b(?P<code>{_CODE}) (?:with)?in(?:side)?(?: of)? {_MANY}(?P<shape>{_SHAPE})\b"
        rf"(?! in\b)[\])]?",
        reason="",
        confidence=0.9,
        rank=92,
        draft=_framed,
        digits=False,
        words=_FRAMES,
    ),
    Rule(
        kind="factory_code",
        pattern=rf"[\[(]?\b(?P<code>{_CODE}) (?:dans|en|im|in|v|в|у) {_MANY}(?P<shape>{_SHAPE})\b[\])]?",
        reason="",
        confidence=0.9,
        rank=92,
        draft=_framed,
        digits=False,
        words=_FRAMES,
    ),
    Rule(
        kind="factory_code",
        pattern=rf"[\[(]?\b{_MANY}(?P<shape>{_SHAPE}) (?:with|containing|around|enclosing|avec) "
        rf"(?:an? |the |un )?(?P<code>{_CODE})\b"
        r"(?: inside| in it| within| in the middle)?(?! in\b| in(?:side)? | line)[\])]?",
        reason="",
        confidence=0.9,
        rank=91,
        draft=_framed,
        digits=False,
        words=_FRAMES,
    ),
    Rule(
        kind="factory_code",
        pattern=rf"[\[(]?\b(?:{_SYMBOL_PAIR})\b[\])]?",
        reason=N_("Drawn symbols of a factory or an arsenal, not in the reference in this form."),
        confidence=0.6,
        rank=93,
        value=lambda m: "arrow in star",
        alternatives=(("proof", 0.2),),
        digits=False,
        words=("star", "étoile"),
    ),
    Rule(
        kind="factory_code",
        pattern=rf"^\s*(?P<code>\d{{1,3}}) (?P<many>)(?P<shape>{_SHAPE})\s*$",
        reason="",
        confidence=0.8,
        rank=92,
        draft=_framed,
        words=_FRAMES,
    ),
    Rule(
        kind="factory_code",
        pattern=rf"^\s*(?P<many>)(?P<shape>{_SHAPE}) (?P<code>\d{{1,3}})\s*$",
        reason="",
        confidence=0.8,
        rank=92,
        draft=_framed,
        words=_FRAMES,
    ),
    Rule(
        kind="factory_code",
        pattern=r"[\[(]?\btriangle with (?:an? )?height(?: line)? (?:with)?in(?:side)? "
        r"(?:an? |the )?circle\b[\])]?",
        reason="",
        confidence=0.9,
        rank=93,
        draft=lambda m: factory_draft("height", "triangle in circle", m.start(), m.end()),
        digits=False,
        words=("triangle with",),
    ),
    Rule(
        kind="factory_code",
        pattern=rf"(?<![Α-Ω])(?P<before>{_SIGN})\s?(?P<code>\d{{1,4}}|(?<!Δ)[^\W\d_Α-Ω])\b|\b(?P<code2>\d{{1,4}})\s?"
        rf"(?P<after>{_SIGN})",
        reason="",
        confidence=0.9,
        rank=92,
        draft=_signed,
        digits=False,
        words=tuple(sign.lower() for sign in _SIGNS),
    ),
    Rule(
        kind="factory_code",
        pattern=r"/(?P<code>\d{2,4})\\",
        reason="",
        confidence=0.9,
        rank=92,
        words=("/",),
        draft=lambda m: factory_draft(m["code"], "triangle", m.start(), m.end()),
    ),
    Rule(
        kind="factory_code",
        pattern=r"\(\(\s?(?P<code>\d{2})\s?\)\)",
        reason="",
        confidence=0.9,
        rank=92,
        words=("((",),
        draft=lambda m: factory_draft(m["code"], "double circle", m.start(), m.end()),
    ),
    Rule(
        kind="factory_code",
        pattern=r"\(\s?(?P<code>1[01])\s?\)",
        reason="",
        confidence=0.7,
        rank=90,
        words=("(",),
        draft=lambda m: factory_draft(m["code"], "circle", m.start(), m.end(), 0.7),
    ),
    Rule(
        kind="factory_code",
        pattern=r"\bcircled (?P<code>\w{1,3})\b|\b(?P<code2>\w{1,3}) circled\b",
        reason="",
        confidence=0.9,
        rank=92,
        draft=lambda m: factory_draft(m["code"] or m["code2"], "circle", m.start(), m.end()),
        digits=False,
        words=("circled",),
    ),
    Rule(
        kind="factory_code",
        pattern=r"[★☆✯✭⭐]|[\[(]?\b(?-i:(?:five[- ]pointed )?(?:star|étoile))\b"
        r"(?! (?:over|in|inside|within|on|dans|sur)\b)[\])]?",
        reason=N_("The mark {mark} stands for: {meaning}."),
        confidence=0.6,
        rank=64,  # above the maker, whose name is stamped in capitals
        draft=lambda m: factory_draft("star", None, m.start(), m.end(), 0.6),
        digits=False,
        words=("star", "étoile", *"★☆✯✭⭐"),
    ),
    Rule(
        kind="factory_code",
        pattern=r"^\W?triangle\W?$|[△▲](?!\s?\w)",
        reason="",
        confidence=0.55,
        rank=60,
        draft=lambda m: factory_draft("triangle", None, m.start(), m.end(), 0.55),
        digits=False,
        words=("triangle", "△", "▲"),
    ),
)
