"""The description of an X3P file: its axes, its size, and where its points stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from firearmskit.ballistics.surface import MOST_POINTS
from firearmskit.ballistics.x3p.archive import Archive
from firearmskit.errors import quote
from firearmskit.language import text as _

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["TYPES", "Axis", "Description", "describe"]

TYPES = {"I": "<i2", "L": "<i4", "F": "<f4", "D": "<f8"}
"""How the file calls a kind of number, and what NumPy calls it: two whole ones, two that aren't, little-endian."""

_MOST_BYTES = 4_000_000
_METADATA = {
    "date": "Record2/Date",
    "creator": "Record2/Creator",
    "calibrated": "Record2/CalibrationDate",
    "comment": "Record2/Comment",
    "instrument_maker": "Record2/Instrument/Manufacturer",
    "instrument_model": "Record2/Instrument/Model",
    "instrument_serial": "Record2/Instrument/Serial",
    "instrument_version": "Record2/Instrument/Version",
    "probing": "Record2/ProbingSystem/Type",
    "probe": "Record2/ProbingSystem/Identification",
    "revision": "Record1/Revision",
    "origin": "Record1/Axes/Origin",
}
_LONGEST = 2_000


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One axis.

    Attributes:
        type: How its numbers are kept, of :data:`TYPES`.
        increment_m: Metres a step.
        offset_m: Metres at 0.
        incremental: Whether points stand at equal steps.
    """

    type: str
    increment_m: float
    offset_m: float
    incremental: bool


@dataclass(frozen=True, kw_only=True)
class Description:
    """What the XML says.

    Attributes:
        x: The axis along a row.
        y: The axis along a column.
        z: The heights.
        columns: Points in a row.
        rows: Rows.
        points: Member that holds the heights; None where they stand in the XML.
        points_md5: Its check sum; None without one.
        valid: Member that says which points are valid; None without one.
        valid_md5: Its check sum; None without one.
        listed: Heights that stand in the XML; None where they are in a member.
        checksum: Member that holds the check sum of the XML; None without one.
        colours: ``{colour of the mask: what is marked so}``.
        background: Colour of the mask where nothing is marked; None without a mask.
        metadata: What is said of the measurement.
        notes: What is unusual, a sentence each.
    """

    x: Axis
    y: Axis
    z: Axis
    columns: int
    rows: int
    points: str | None
    points_md5: str | None
    valid: str | None
    valid_md5: str | None
    listed: tuple[str, ...] | None
    checksum: str | None
    colours: dict[str, str]
    background: str | None
    metadata: dict[str, str]
    notes: tuple[str, ...]


def describe(archive: Archive) -> Description:
    """Read the description.

    Raises:
        InputError: It isn't XML, declares entities, or says something that can't be.
    """
    return _Reader(archive, _parse(archive)).read()


def _parse(archive: Archive) -> Element:
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    held = archive.read("main.xml", most=_MOST_BYTES)
    try:
        root: Element = fromstring(held, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise archive.wrong(_("main.xml isn't plain XML: {reason}").format(reason=quote(str(error)))) from None
    for each in root.iter():
        # Namespaces differ between writers; the names below them don't.
        each.tag = str(each.tag).rpartition("}")[2]
    return root


class _Reader:
    def __init__(self, archive: Archive, root: Element) -> None:
        self._archive, self._root = archive, root
        self._notes: list[str] = []

    def read(self) -> Description:
        if self._root.tag not in ("ISO5436_2", "ISO5436"):
            raise self._archive.wrong(_("its root is {tag}, and not ISO5436_2").format(tag=quote(self._root.tag)))
        if self._root.tag != "ISO5436_2":
            self._notes.append(_("The root of the description is called ISO5436, and not ISO5436_2."))
        feature = self._text("Record1/FeatureType") or "SUR"
        if feature != "SUR":
            raise self._archive.wrong(
                _("it holds {feature}; only surfaces (SUR) are read").format(feature=quote(feature))
            )
        columns, rows = self._count("SizeX"), self._count("SizeY")
        if self._count("SizeZ") != 1:
            raise self._archive.wrong(_("it holds several layers; only one is read"))
        if columns * rows > MOST_POINTS:
            raise self._archive.wrong(
                _("it says that it has {count} points; at most {most} are taken").format(
                    count=columns * rows, most=MOST_POINTS
                )
            )
        listed = self._root.find("Record3/DataList")
        points = self._text("Record3/DataLink/PointDataLink")
        if (listed is None) == (points is None):
            raise self._archive.wrong(_("its points stand neither in one member nor in one list"))
        colours, background = self._mask()
        return Description(
            x=self._axis("CX"),
            y=self._axis("CY"),
            z=self._axis("CZ"),
            columns=columns,
            rows=rows,
            points=points,
            points_md5=self._text("Record3/DataLink/MD5ChecksumPointData"),
            valid=self._text("Record3/DataLink/ValidPointsLink"),
            valid_md5=self._text("Record3/DataLink/MD5ChecksumValidPoints"),
            listed=None if listed is None else tuple((each.text or "").strip() for each in listed.findall("Datum")),
            checksum=self._text("Record4/ChecksumFile"),
            colours=colours,
            background=background,
            metadata={name: said for name, place in _METADATA.items() if (said := self._text(place)) is not None},
            notes=tuple(self._notes),
        )

    def _text(self, place: str) -> str | None:
        found = self._root.findall(place)
        if len(found) > 1:
            raise self._archive.wrong(_("{place} stands in it {count} times").format(place=place, count=len(found)))
        said = (found[0].text or "").strip() if found else ""
        if len(said) > _LONGEST:
            raise self._archive.wrong(_("{place} has more than {most} characters").format(place=place, most=_LONGEST))
        return said or None

    def _count(self, name: str) -> int:
        said = self._text(f"Record3/MatrixDimension/{name}")
        if said is None or not said.isascii() or not said.isdigit() or len(said) > 9 or int(said) < 1:
            raise self._archive.wrong(
                _("{name} is {value}, and no number of points").format(name=name, value=quote(said))
            )
        return int(said)

    def _axis(self, name: str) -> Axis:
        place = f"Record1/Axes/{name}"
        kind = self._text(f"{place}/DataType") or "D"
        if kind not in TYPES:
            raise self._archive.wrong(
                _("{name} has numbers of the kind {kind}; there are {known}").format(
                    name=name, kind=quote(kind), known=", ".join(TYPES)
                )
            )
        incremental = (self._text(f"{place}/AxisType") or ("A" if name == "CZ" else "I")) == "I"
        if name != "CZ" and not incremental:
            raise self._archive.wrong(_("{name} isn't in equal steps; only grids are read").format(name=name))
        increment = self._number(f"{place}/Increment", 1.0 if name == "CZ" else None)
        if not increment > 0:
            raise self._archive.wrong(
                _("{name} has steps of {value}: a step is more than 0").format(name=name, value=quote(increment))
            )
        return Axis(
            type=kind,
            increment_m=increment,
            offset_m=self._number(f"{place}/Offset", 0.0),
            incremental=incremental,
        )

    def _number(self, place: str, default: float | None) -> float:
        said = self._text(place)
        if said is None and default is not None:
            return default
        try:
            value = float(said or "")
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise self._archive.wrong(_("{place} is {value}, and no number").format(place=place, value=quote(said)))
        return value

    def _mask(self) -> tuple[dict[str, str], str | None]:
        """Read the colours of a mask, as x3ptools and FiX3P write them: a later name of a colour doesn't count."""
        colours: dict[str, str] = {}
        for each in self._root.findall("Record3/Mask/Annotations/Annotation"):
            colour = each.get("color", "").strip().lower()
            if colour and not colours.get(colour):
                colours[colour] = (each.text or "").strip()[:_LONGEST]
        background = self._text("Record3/Mask/Background")
        return colours, background.lower() if background else None
