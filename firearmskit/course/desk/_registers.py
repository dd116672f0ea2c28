"""The registers at a tracing desk: searching that of one's own State, and deciding which line it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from firearmskit import tracing
from firearmskit.course.desk import office
from firearmskit.course.desk.journal import Journal
from firearmskit.course.desk.values import DeskCase, DeskRegister
from firearmskit.errors import CourseError, InputError, quote
from firearmskit.language import text as _
from firearmskit.tracing import Extract, Match

__all__ = ["AtRegisters"]


class AtRegisters:
    """What a desk does with registers."""

    case: DeskCase
    journal: Journal
    found: Match | None

    @cached_property
    def home(self) -> DeskRegister | None:
        """The register of the learner's own State."""
        return self._register(self.case.home)

    def _register(self, state: str) -> DeskRegister | None:
        return next((each for each in self.case.registers if each.state == state), None)

    def search(self, state: str, wanted: Mapping[str, str]) -> Match:
        """Search the register of the learner's own State.

        Args:
            state: Code of the State.
            wanted: Serial, make, model and calibre; in the serial, ``?`` is a character that can't be read and ``*`` a
                stretch. What is empty isn't known.

        Returns:
            The candidates with their probabilities, and that of none.

        Raises:
            InputError: The register is another State's, or nothing of the serial can be read.
        """
        register = self._register(state)
        if state != self.case.home:
            raise InputError(
                _("The register of another State isn't searched from here: write a request to its office.")
            )
        if register is None:
            raise InputError(_("Your own State has no register in this case."))
        typed = {name: str(wanted.get(name, "")).strip() for name in ("serial", "make", "model", "calibre")}
        if not typed["serial"]:
            raise InputError(_("Type a serial number: a register is searched by it. ? is a sign that can't be read."))
        found = tracing.match(typed, office.register_of(register))
        self.found = found
        self.journal.add("search", on=self.case.today, state=state, wanted=typed)
        return found

    def take_line(self, line: str | None) -> Extract:
        """Decide which line of the register at home the firearm is, or that it is none.

        Args:
            line: Id of the line; None where it isn't in this register.

        Returns:
            The extract of the register, which is evidence from now on.

        Raises:
            InputError: Nothing was searched, or there is no such line.
        """
        searched = [act for act in self.journal.acts if act["act"] == "search"]
        if not searched or self.home is None:
            raise InputError(_("Search the register first."))
        extract = self._extract(f"X-{len(self.extracts) + 1}", searched[-1]["wanted"].get("serial"), line)
        self.journal.add("extract", on=self.case.today, state=self.case.home, serial=extract.searched_serial, line=line)
        return extract

    def _extract(self, id: str, serial: str | None, line: str | None) -> Extract:
        if self.home is None:
            raise InputError(_("Your own State has no register in this case."))
        return office.extract_of(self.home, id=id, serial=serial, line=line, drawn_on=self.case.today)

    @property
    def extracts(self) -> tuple[Extract, ...]:
        """What was taken from the register at home; the last one counts, an earlier one was another decision."""
        acts = [act for act in self.journal.acts if act["act"] == "extract"]
        try:
            return tuple(
                self._extract(f"X-{rank}", act.get("serial"), act.get("line")) for rank, act in enumerate(acts, 1)
            )
        except (TypeError, ValueError) as error:
            raise CourseError(_("The journal can't be used: {reason}").format(reason=quote(str(error)))) from None
