"""The story of one made-up firearm, and the papers that it leaves in the registers of fictional States."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from firearmskit.draw import Draw
from firearmskit.identification import Description
from firearmskit.tracing.evidence import Entry, Extract, Holder
from firearmskit.tracing.hearing import Evidence
from firearmskit.tracing.replying import TraceReply
from firearmskit.tracing.requesting import Agency, Recovery, TraceRequest, send
from firearmskit.tracing.states import FICTIONAL

__all__ = ["Story"]

MAKERS = ("Tarnholt Arms", "Ruvenna Works", "Osgard Factory", "Melkova Arms", "Dunmere Works")
DEALERS = ("Harbour Trading", "Old Mill Outfitters", "Lakeside Sport", "Castle Gate Supplies", "North Road Hunting")
BODIES = ("Border Guard", "Forest Service", "Customs Service", "Harbour Police")
MODELS = ("Model 5", "Model 12", "Model 21", "Model 30")


@dataclass
class Story:
    """One firearm on its way, and what is written of it.

    Args:
        dice: What the case is drawn with.
    """

    dice: Draw
    items: list[Evidence] = field(default_factory=list)
    requests: list[TraceRequest] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    written: int = 0

    def __post_init__(self) -> None:
        """Draw the States, the maker, the importer, the firearm and its days."""
        dice = self.dice
        self.made_in, self.sold_in, self.third, self.found_in, self.fifth = dice.shuffle(tuple(FICTIONAL))
        names = dice.shuffle(MAKERS)
        self.maker = Holder(name=names[0], state=self.made_in, role="maker")
        self.other_maker = Holder(name=names[1], state=self.fifth, role="maker")
        dealers = dice.shuffle(DEALERS)
        self.importer = Holder(name=dealers[0], state=self.sold_in, role="importer")
        self.dealer = Holder(name=dealers[1], state=self.sold_in, role="dealer")
        self.second = Holder(name=dealers[2], state=self.third, role="importer")
        self.person = Holder(name=f"Person {dice.between(1, 99)}", state=self.sold_in, role="person")
        self.body = Holder(name=dice.pick(BODIES), state=self.third, role="state-body")
        self.number = dice.between(100_000, 999_999)
        self.serial = f"EX{dice.pick('ABCDEFGHJKLMNPRSTUVWXYZ')} {self.number}"
        self.model = dice.pick(MODELS)
        self.made = date(dice.between(1998, 2014), dice.between(1, 12), dice.between(1, 28))
        self.exported = self._after(self.made, 200, 900)
        self.imported = self._after(self.exported, 10, 60)
        self.sold = self._after(self.imported, 200, 900)
        self.left = self._after(self.sold, 300, 1500)
        self.recovered = self._after(self.left, 60, 1500)

    def _after(self, day: date, least: int, most: int) -> date:
        return day + timedelta(days=self.dice.between(least, most))

    def id(self, sort: str) -> str:
        """Give the next id."""
        self.written += 1
        return f"{sort}{self.written:02}"

    def day(self, day: date, *, exact: float = 0.6) -> str:
        """Write a day as registers do: often exact, else the month or the year alone."""
        if self.dice.chance(exact):
            return day.isoformat()
        return day.isoformat()[: self.dice.pick((4, 7))]

    def name(self, holder: Holder) -> Holder:
        """Write a name as registers do: as it is, in capitals, or with a form of firm."""
        written = self.dice.pick((holder.name, holder.name, holder.name.upper(), f"{holder.name} Ltd."))
        if holder.role in ("person", "state-body"):
            written = holder.name
        return Holder(name=written, state=holder.state, role=holder.role)

    def entry(self, kind: str, told_by: str, when: date | str, **other: object) -> Entry:
        """Write an entry of a register."""
        for side in ("releasing", "receiving"):
            holder = other.get(side)
            if isinstance(holder, Holder):
                other[side] = self.name(holder)
        values: dict[str, object] = {
            "id": self.id("E"),
            "kind": kind,
            "standing": "record",
            "source": f"Register of {FICTIONAL[told_by]}",
            "told_by": told_by,
            "date": self.day(when) if isinstance(when, date) else when,
            "country": told_by,
            "serial": self.serial,
            "maker": self.maker.name,
            "model": self.model,
            **other,
        }
        return Entry(**values)  # type: ignore[arg-type]

    def mark(self, kind: str, country: str, year: str | None, **other: object) -> None:
        """Put a mark on the object."""
        values = {"id": self.id("M"), "kind": kind, "standing": "mark", "source": "the object", "date": year,
                  "country": country, **other}  # fmt: skip
        self.items.append(Entry(**values))  # type: ignore[arg-type]

    def extract(self, state: str, *entries: Entry, missing: tuple[str, ...] = ()) -> str:
        """Draw an extract of a register; give its id."""
        drawn = (self.recovered + timedelta(days=self.dice.between(40, 200))).isoformat()
        id = self.id("X")
        self.items.append(
            Extract(
                id=id,
                register=f"Register of {FICTIONAL[state]}",
                state=state,
                drawn_on=drawn,
                searched_serial=self.serial,
                entries=tuple(self.dice.shuffle(entries)),
                missing=missing,
            )
        )
        return id

    def reply(self, state: str, kind: str, *transfers: Entry, serial: str | None = None, **other: object) -> str:
        """Ask a State, and have it reply; give the id of the reply."""
        asked = self.recovered + timedelta(days=self.dice.between(5, 30))
        request = TraceRequest(
            id=self.id("R"),
            channel="iti",
            requesting=Agency(name="Tracing office", state=self.found_in),
            addressee=Agency(name="Point of contact", state=state),
            firearm=Description(serial=serial or self.serial, maker=self.maker.name, model=self.model),
            recovery=Recovery(kind="seized", date=self.recovered.isoformat(), country=self.found_in),
            intended_use="To find where the firearm left the lawful chain (synthetic case)",
            drafted=asked.isoformat(),
        )
        self.requests.append(send(request, on=asked.isoformat()))
        values: dict[str, object] = {
            "id": self.id("A"),
            "request": request.id,
            "answering": request.addressee,
            "dated": (asked + timedelta(days=self.dice.between(20, 160))).isoformat(),
            "kind": kind,
            "searched_serial": serial or self.serial,
            "transfers": tuple(transfers),
            **other,
        }
        self.items.append(TraceReply(**values))  # type: ignore[arg-type]
        return str(values["id"])

    def begin(self, *, exporting: bool = True, marked: bool = True) -> None:
        """Have it made, and exported to the importer: what the register of the first State has, and the first marks."""
        made = self.entry("manufacture", self.made_in, self.made, receiving=self.maker)
        entries = [made]
        if exporting:
            entries.append(
                self.entry("export", self.made_in, self.exported, releasing=self.maker, receiving=self.importer)
            )
        self.answer(self.made_in, *entries)
        if marked:
            self.mark("manufacture", self.made_in, str(self.made.year), receiving=self.maker, maker=self.maker.name)
            if self.dice.chance(0.5):
                self.mark("proof", self.made_in, str(self.made.year))

    def answer(self, state: str, *entries: Entry, missing: tuple[str, ...] = ()) -> None:
        """Have a State answer in full: by an extract, or by a reply, as it is drawn."""
        if self.dice.chance(0.5):
            self.extract(state, *entries, missing=missing)
        else:
            self.reply(state, "full" if entries else "no-record", *self.dice.shuffle(entries), missing=missing)

    def arrival(self, *, marked: bool = True) -> Entry:
        """Have the importer import it, with an import mark on the object or without."""
        if marked and self.dice.chance(0.5):
            self.mark("import", self.sold_in, str(self.imported.year))
        sender = self.maker if self.dice.chance(0.7) else None
        return self.entry("import", self.sold_in, self.imported, releasing=sender, receiving=self.importer)

    def sale(self) -> Entry:
        """Have it sold to a person."""
        return self.entry("sale", self.sold_in, self.sold, releasing=self.importer, receiving=self.person)

    def seizure(self) -> None:
        """Have it seized, from somebody else than its last holder."""
        self.items.append(
            self.entry("seizure", self.found_in, self.recovered.isoformat(), source="Report of the seizure", maker=None)
        )

    def neighbour(self, state: str) -> tuple[str, list[Entry]]:
        """Give the serial of another firearm that differs by two swapped digits, and its entries in a register."""
        digits = str(self.number)
        at = next((i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]), 0)
        swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        serial = self.serial.replace(digits, swapped if swapped != digits else str(self.number - 1))
        owner = Holder(name="Person 100", state=state, role="person")
        entries = [
            self.entry("import", state, self.imported, receiving=self.importer, serial=serial),
            self.entry("sale", state, self.sold, releasing=self.importer, receiving=owner, serial=serial),
        ]
        self.foreign += [each.id for each in entries]
        return serial, entries

    def description(self, *, maker: bool = True) -> Description:
        """Give what was read on the object."""
        return Description(
            serial=self.serial,
            maker=self.maker.name if maker else None,
            model=self.model if maker else None,
            country=None,
            kind="pistol",
        )
