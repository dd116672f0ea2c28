"""Who takes part: pseudonyms that everything else works with, and what is personal in an encrypted file.

========================== ==========================================================================
``trainer/roster.csv``     ``learner,language,team``: a pseudonym, ISO 639-1, a team's name or nothing
``trainer/names.encrypted`` who is behind each pseudonym; opened with a key that lies outside the course
========================== ==========================================================================

The key lies in ``~/.local/share/firearmskit/keys/`` (or where ``FIREARMSKIT_NAMES_KEY`` says), so that a course folder
on a stick, in a mail or in a backup says nobody's name.
"""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from firearmskit.course.answers import write_atomically
from firearmskit.course.settings import Settings
from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["KEY", "Learner", "Person", "Roster", "pseudonym_of"]

KEY = "FIREARMSKIT_NAMES_KEY"
"""Environment variable: the file that holds the key of the names; mode 0600."""
_ALPHABET = "CFHJKMNPRTWXY3479"
"""No vowels, so no words; no signs that are mistaken for each other; and a prime number of them."""


@dataclass(frozen=True, kw_only=True)
class Learner:
    """One learner, as everything but the roster's own pages knows them.

    Attributes:
        id: The pseudonym.
        language: Of the material, ISO 639-1.
        team: Whose workbook they share, or ``None``.
    """

    id: str
    language: str = "en"
    team: str | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who is behind a pseudonym; ``None`` where the roster said nothing.

    Attributes:
        name: As the person writes it.
        agency: Where the person works.
        sex: As the roster has it, brought to ``"female"``, ``"male"`` or ``"other"``.
        email: An address.
        lms_id: The id in the learning platform that submissions come from.
        other: Every other column of the roster, as it stood there.
    """

    name: str
    agency: str | None = None
    sex: str | None = None
    email: str | None = None
    lms_id: str | None = None
    other: Mapping[str, str] = field(default_factory=dict)


def pseudonym_of(number: int, length: int = 4) -> str:
    """Write a number as a pseudonym whose last sign checks the others.

    Any one wrong sign, and any two neighbours exchanged, give something that is nobody's pseudonym.

    Args:
        number: From 0 to 17 to the power of ``length - 1``, exclusive.
        length: How many signs.

    >>> pseudonym_of(0), pseudonym_of(1), pseudonym_of(17)
    ('CCCC', 'CCFF', 'CFCH')
    """
    digits = []
    for _place in range(length - 1):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(digit)
    check = sum(weight * digit for weight, digit in enumerate(digits, 1)) % len(_ALPHABET)
    return "".join(_ALPHABET[digit] for digit in (*reversed(digits), check))


class Roster:
    """Who takes part in one course.

    Args:
        root: The course folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._file = root / "trainer" / "roster.csv"
        self._names = root / "trainer" / "names.encrypted"

    def learners(self) -> tuple[Learner, ...]:
        """Give all learners in the order of the roster; none where there is no roster.

        Raises:
            CourseError: The file can't be read.
        """
        try:
            rows = list(csv.DictReader(io.StringIO(self._file.read_text("utf-8"))))
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, csv.Error) as error:
            raise CourseError(_("{name} can't be read: {error}").format(name=self._file.name, error=error)) from None
        try:
            return tuple(Learner(id=row["learner"], language=row["language"], team=row["team"] or None) for row in rows)
        except KeyError as error:
            raise CourseError(
                _("{name} has no column {column}").format(name=self._file.name, column=quote(error.args[0]))
            ) from None

    def people(self) -> dict[str, Person]:
        """Open the encrypted file: ``{pseudonym: person}``; empty where there is none.

        Raises:
            CourseError: The key isn't there, or isn't this file's.
        """
        if not self._names.exists():
            return {}
        from cryptography.fernet import Fernet, InvalidToken

        try:
            text = Fernet(self._key()).decrypt(self._names.read_bytes())
        except (InvalidToken, ValueError):
            raise CourseError(
                _("the names of this course can't be opened: {key} isn't their key, or they are damaged").format(
                    key=self.key_file()
                )
            ) from None
        return {learner: Person(**person) for learner, person in json.loads(text).items()}

    def name_of(self, learner: str) -> str:
        """Give the name behind a pseudonym where the names can be opened, or else the pseudonym."""
        try:
            return self.people()[learner].name
        except (CourseError, KeyError):
            return learner

    def add(self, people: Iterable[tuple[Person, str, str | None]]) -> tuple[Learner, ...]:
        """Take in more people, each under a pseudonym drawn at random that no one else has.

        Args:
            people: Each with the language of the material and the team, or ``None``.

        Returns:
            Those who were added, in the same order.
        """
        joining = list(people)
        known, behind = list(self.learners()), self.people()
        taken = {learner.id for learner in known}
        length = 4 if len(taken) + len(joining) <= 2000 else 6
        added = []
        for person, language, team in joining:
            while (name := pseudonym_of(secrets.randbelow(len(_ALPHABET) ** (length - 1)), length)) in taken:
                pass
            taken.add(name)
            behind[name] = person
            added.append(Learner(id=name, language=language, team=team))
        # Names first: a pseudonym without a name would be nobody.
        self._write_people(behind)
        self._write([*known, *added])
        return tuple(added)

    def key_file(self) -> Path:
        """Say where the key of the names lies, or is to lie."""
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        given = os.environ.get(KEY)
        return Path(given) if given else home / "firearmskit" / "keys" / f"{Settings.read(self.root).id}.key"

    def _key(self, *, make: bool = False) -> bytes:
        from cryptography.fernet import Fernet

        path = self.key_file()
        if make and not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(path, Fernet.generate_key().decode() + "\n", mode=0o600)
        try:
            return path.read_bytes().strip()
        except OSError as error:
            raise CourseError(
                _("the names of this course can't be opened: there is no key in {key} ({kind})").format(
                    key=path, kind=type(error).__name__
                )
            ) from None

    def _write(self, learners: Iterable[Learner]) -> None:
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["learner", "language", "team"])
        table.writerows([learner.id, learner.language, learner.team or ""] for learner in learners)
        write_atomically(self._file, text.getvalue(), mode=0o600)

    def _write_people(self, people: Mapping[str, Person]) -> None:
        from cryptography.fernet import Fernet

        plain = json.dumps({learner: asdict(person) for learner, person in people.items()}, ensure_ascii=False)
        sealed = Fernet(self._key(make=True)).encrypt(plain.encode())
        write_atomically(self._names, sealed.decode(), mode=0o600)
