"""Made-up files on transfers: complete, with invented States, firms and papers."""

from __future__ import annotations

from datetime import date, timedelta

from firearmskit.draw import Draw
from firearmskit.law.transfers.file import InventedState, TransferFile
from firearmskit.law.transfers.values import (
    GoodsLine,
    TransferEvent,
    TransferItem,
    TransferPaper,
    TransferParty,
)
from firearmskit.law.transfers.words import ASSESSED

__all__ = ["DAY", "complete_file"]

DAY = "2026-11-27"
"""The day for which made-up files are checked: all that they tell happened before."""

_STATES = {"QMA": "Altania", "QMB": "Berenia", "QMC": "Castovia", "QMD": "Dravonia", "QME": "Elmora"}
_BOUND_BY = ("firearms-protocol", "att")
_MARKS = ("manufacturer", "country-of-manufacture", "serial", "country-of-import")
_NAMES = ("Orvel", "Tarsk", "Lumeno", "Kestri", "Vandol", "Miravo", "Pelund", "Sorrin")


class _Story:
    """One complete transfer, drawn."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        codes = draw.shuffle(tuple(_STATES))
        self.exporting, self.importing = codes[0], codes[1]
        self.transit = tuple(sorted(codes[2 : 3 + draw.below(2)]))
        names = draw.sample(_NAMES, 4)
        self.recipient = f"Fictional Police of {_STATES[self.importing]}"
        self.exporter, self.carrier = f"Fictional {names[0]} Arms", f"Fictional {names[1]} Freight"
        self.broker = TransferParty(
            role="broker", name=f"Fictional {names[2]} Agency", place=f"{names[3]} Harbour", state=self.exporting
        )
        self.start = date(2025, 1, 6) + timedelta(days=draw.below(200))
        self.goods = self._goods()

    def day(self, days: int) -> str:
        """Give a day of the story."""
        return (self.start + timedelta(days=days)).isoformat()

    def _goods(self) -> tuple[GoodsLine, ...]:
        calibre = self.draw.pick(("9 x 19 mm", "5.56 x 45 mm", "7.62 x 51 mm"))
        firearms = 10 * self.draw.between(4, 40)
        return (
            GoodsLine(
                line="A", kind="firearm", description=f"service firearm, {calibre}", quantity=firearms, unit="piece",
                marks=_MARKS,
            ),
            GoodsLine(line="B", kind="part", description="spare barrel", quantity=firearms // 2, unit="piece"),
            GoodsLine(
                line="C", kind="ammunition", description=f"cartridge, {calibre}", quantity=firearms * 100, unit="round"
            ),
        )  # fmt: skip

    def items(self, share: float = 1) -> tuple[TransferItem, ...]:
        """Give all lines, or a share of each."""
        return tuple(
            TransferItem(
                line=each.line, description=each.description, quantity=int((each.quantity or 0) * share), unit=each.unit
            )
            for each in self.goods
        )

    def paper(self, kind: str, id: str, by: str, day: int, last: int | None = 500) -> TransferPaper:
        """Make a paper that says all that a licence has to say."""
        return TransferPaper(
            id=id, kind=kind, issued_by=by, place_of_issue=f"Capital of {_STATES[by]}", issued_on=self.day(day),
            expires_on=None if last is None else self.day(last), export_state=self.exporting,
            import_state=self.importing, transit_states=self.transit, final_recipient=self.recipient,
            items=self.items(2 if kind == "import-licence" else 1), brokers=(self.broker,),
            signed_by="Head of the fictional licensing office", written=True, authenticity="confirmed",
        )  # fmt: skip

    def papers(self) -> tuple[TransferPaper, ...]:
        """Give all papers: a licence of import for twice the goods, so that one fault doesn't bring another."""
        assessment = TransferPaper(
            id="R1", kind="export-assessment", issued_by=self.exporting, issued_on=self.day(30),
            assessed=tuple(ASSESSED), overriding_risk=False,
        )  # fmt: skip
        return (
            self.paper("import-licence", "I1", self.importing, 0),
            *(self.paper("transit-no-objection", f"N-{each}", each, 20) for each in self.transit),
            self.paper("export-licence", "E1", self.exporting, 40, 400),
            self.paper("end-user-certificate", "U1", self.importing, 10, None),
            assessment,
        )

    def events(self) -> tuple[TransferEvent, ...]:
        """Give all events: two shipments, asked about and received."""
        told = [
            TransferEvent(id=f"T-{each}", kind="transit-information", on=self.day(15), state=each)
            for each in self.transit
        ]
        moved = []
        for number, day in ((1, 60), (2, 120)):
            shipment, items = f"S{number}", self.items(0.5)
            moved += [
                TransferEvent(id=shipment, kind="shipment", on=self.day(day), items=items, route=self.transit),
                TransferEvent(id=f"Q{number}", kind="receipt-request", on=self.day(day + 20), shipment=shipment),
                TransferEvent(id=f"G{number}", kind="receipt", on=self.day(day + 12), items=items, shipment=shipment),
            ]
        return (TransferEvent(id="C1", kind="industry-contact", on=self.day(5)), *told, *moved)


def complete_file(draw: Draw) -> TransferFile:
    """Draw a made-up file in which nothing is found on :data:`DAY`.

    Args:
        draw: The stream of choices.

    Returns:
        The file; it says that it is synthetic, and its States are invented.

    >>> complete_file(Draw(b"lesson")).synthetic
    True
    """
    story = _Story(draw)
    last = date.fromisoformat(story.day(132))
    file = TransferFile(
        id=f"LESSON-{draw.digits(4)}", direction="export", export_state=story.exporting, import_state=story.importing,
        transit_states=story.transit, state_to_state=False, temporary=False,
        disclosure_states=(story.exporting, story.importing), kept_until=f"{last.year + 20}-12-31",
        parties=(
            TransferParty(role="exporter", name=story.exporter, state=story.exporting),
            TransferParty(role="final-recipient", name=story.recipient, state=story.importing, public=True),
            TransferParty(role="carrier", name=story.carrier, state=story.exporting),
            story.broker,
        ),
        goods=story.goods, papers=tuple(draw.shuffle(story.papers())), events=tuple(draw.shuffle(story.events())),
        invented_states=tuple(InventedState(code=c, name=n, bound_by=_BOUND_BY) for c, n in _STATES.items()),
        synthetic=True,
    )  # fmt: skip
    return file
