"""A national law that is being filled in: one file, written anew after each answer."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from firearmskit.arguments import iso_day, of_type, words
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law import element
from firearmskit.law.gaps import (
    Assessment,
    Claim,
    NationalLaw,
    Provision,
    Result,
    assess,
    read_national_law,
    write_national_law,
)

__all__ = ["Draft"]


class Draft:
    """A national law in a file, and one reader who answers.

    What another reader claimed stays as it is: where two disagree, the assessment says so.

    Args:
        path: A file that ends in ``.json``. It is read where it exists, and written at the first change otherwise.
        start: What is begun with where there is no file yet.
        reader: Who answers, as the claims will name them; None for nobody in particular.
        on: ISO date for which the law is read; today when None.

    Raises:
        InputError: The file can't be read, isn't JSON, or there is neither a file nor a start.

    >>> from tempfile import mkdtemp
    >>> bill = NationalLaw(name="Arms Bill", fictional=True, instruments=("firearms-protocol",))
    >>> draft = Draft(Path(mkdtemp()) / "bill.json", start=bill, reader="A", on="2026-11-27")
    >>> section = draft.provide(law="Arms Bill", article="s. 12", text="The Bureau is the point of contact.")
    >>> draft.answer("contact-point", "satisfies", provision=section.id)
    >>> draft.answer("contact-point-liaison", "silent")
    >>> draft.result("fp-13-2").status, draft.answered()[0]
    ('silent', 2)
    """

    def __init__(
        self,
        path: str | Path,
        *,
        start: NationalLaw | None = None,
        reader: str | None = None,
        on: str | date | None = None,
    ) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() != ".json":
            raise InputError(
                _("{name}: a draft is kept in a file that ends in .json").format(name=quote(self.path.name))
            )
        self.reader = None if reader is None else words(reader, "reader", most=200)
        self.on = iso_day(date.today() if on is None else on)
        if self.path.exists():
            self.law = read_national_law(self.path)
        elif start is not None:
            self.law = of_type(start, NationalLaw, "start")
        else:
            raise InputError(_("there is no {name}: say what law is begun with").format(name=quote(self.path.name)))

    def assessment(self) -> Assessment:
        """Assess what was answered so far."""
        return assess(self.law, on=self.on)

    def results(self) -> tuple[Result, ...]:
        """Give the obligations that apply to the State, or may, in their order."""
        return tuple(each for each in self.assessment().results if each.status != "not-applicable")

    def result(self, obligation: str) -> Result:
        """Give how the law stands to one obligation.

        Raises:
            InputError: It isn't among those that are asked about.
        """
        for each in self.assessment().results:
            if each.obligation.id == obligation:
                return each
        raise InputError(_("{value} isn't asked of this law").format(value=quote(obligation)))

    def answered(self) -> tuple[int, int]:
        """Count the elements that somebody answered, and all that are asked for."""
        asked = {answer.element: answer.standing for each in self.results() for answer in each.answers}
        return sum(standing != "unanswered" for standing in asked.values()), len(asked)

    def claim(self, name: str) -> Claim | None:
        """Give this reader's own claim on an element; None without one."""
        return next((each for each in self.law.claims if self._is_mine(each, name)), None)

    def provide(self, *, law: str, article: str, text: str | None = None) -> Provision:
        """Add a piece of the law.

        Args:
            law: Name of the law.
            article: How the piece is cited.
            text: Its wording; None when it isn't given.

        Returns:
            The piece, with an id of its own.

        Raises:
            InputError: A field isn't of its kind, the piece is there already, or the file can't be written.
        """
        taken = {each.id for each in self.law.provisions}
        number = next(at for at in range(1, len(taken) + 2) if f"p{at}" not in taken)
        added = Provision(id=f"p{number}", law=law, article=article, text=text or None)
        if any(each.citation == added.citation for each in self.law.provisions):
            raise InputError(_("{citation} is there already").format(citation=quote(added.citation)))
        self._write(replace(self.law, provisions=(*self.law.provisions, added)))
        return added

    def answer(
        self, name: str, says: str | None, *, provision: str | None = None, reasoning: str | None = None
    ) -> None:
        """Say what the law does for an element, in the place of what this reader said of it before.

        Args:
            name: The element.
            says: One of :data:`firearmskit.law.gaps.SAYS`; None takes the answer back.
            provision: Id of the piece that it rests on.
            reasoning: Why.

        Raises:
            UnknownCodeError: There is no such element.
            InputError: There is no such word or piece, or the file can't be written. What was answered before stays.
        """
        element(name)
        kept: Sequence[Claim] = [each for each in self.law.claims if not self._is_mine(each, name)]
        if says is not None:
            made = Claim(element=name, says=says, provision=provision, reasoning=reasoning or None, author=self.reader)
            kept = [*kept, made]
        self._write(replace(self.law, claims=tuple(kept)))

    def _is_mine(self, claim: Claim, name: str) -> bool:
        return claim.element == name and claim.author == self.reader

    def _write(self, law: NationalLaw) -> None:
        beside = self.path.with_name(f"{self.path.stem}.part.json")
        write_national_law(law, beside)
        try:
            os.replace(beside, self.path)
        except OSError as error:
            reason = _("{file} can't be written: {reason}").format(file=quote(self.path.name), reason=error.strerror)
            raise InputError(reason) from None
        self.law = law
