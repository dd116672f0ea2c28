"""Who takes part: pseudonyms that everything else works with, and what is personal in an encrypted file.

========================== ==========================================================================
``trainer/roster.csv``     ``learner,language,team``: a pseudonym, ISO 639-1, a team's name or nothing
``trainer/names.encrypted`` who is behind each pseudonym; opened with a key that lies outside the course
========================== ==========================================================================

The key lies in ``~/.local/share/firearmskit/keys/`` (or where ``FIREARMSKIT_NAMES_KEY`` says), so that a course folder
on a stick, in a mail or in a backup says nobody's name. A file of keys holds one line a course, its key's id and the
key; the encrypted file names the id of its key. So two courses never share a key, and the key of one can be destroyed
without the other's.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from firearmskit.course.answers import write_atomically
from firearmskit.course.settings import Settings
from firearmskit.course.tables import is_formula
from firearmskit.errors import CourseError, quote
from firearmskit.language import text as _

__all__ = ["ALPHABET", "KEY", "Learner", "Person", "Roster", "is_pseudonym", "pseudonym_of"]

KEY = "FIREARMSKIT_NAMES_KEY"
"""Environment variable: the file that holds the key of the names; mode 0600."""
ALPHABET = "CFHJKMNPRTWXY3479"
"""No vowels, so no words; no signs that are mistaken for each other; and a prime number of them."""
_LENGTHS = (4, 6)
"""Of pseudonyms: four signs are enough for 2,000 people, of 4,913 that there are."""
_FORMAT = "firearmskit-names/1"
_KEY_ID = re.compile(r"[0-9a-f]{16}")


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
        number, digit = divmod(number, len(ALPHABET))
        digits.append(digit)
    check = sum(weight * digit for weight, digit in enumerate(digits, 1)) % len(ALPHABET)
    return "".join(ALPHABET[digit] for digit in (*reversed(digits), check))


def is_pseudonym(text: str) -> bool:
    """Say whether a text could be a pseudonym: it has the length and the signs of one, and its last sign fits.

    >>> is_pseudonym("CFCH"), is_pseudonym("FCCH"), is_pseudonym("CFCJ")
    (True, False, False)
    """
    if len(text) not in _LENGTHS or not set(text) <= set(ALPHABET):
        return False
    number = 0
    for sign in text[:-1]:
        number = number * len(ALPHABET) + ALPHABET.index(sign)
    return pseudonym_of(number, len(text)) == text


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
            CourseError: The file can't be read, lacks a column, or names a learner twice.
        """
        try:
            text = self._file.read_text("utf-8-sig")
            # A spreadsheet that saved the file may have chosen another separator.
            table = csv.DictReader(
                io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ","
            )
            rows = list(table)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError, csv.Error) as error:
            raise CourseError(_("{name} can't be read: {error}").format(name=self._file.name, error=error)) from None
        for column in ("learner", "language", "team"):
            if column not in (table.fieldnames or ()):
                raise CourseError(_("{name} has no column {column}").format(name=self._file.name, column=quote(column)))
        found: dict[str, Learner] = {}
        for row in rows:
            learner = row["learner"] or ""
            if not learner or learner in found:
                raise CourseError(
                    _("{name}: {learner} stands in the column of learners, empty or a second time").format(
                        name=self._file.name, learner=quote(learner)
                    )
                )
            found[learner] = Learner(id=learner, language=row["language"] or "", team=row["team"] or None)
        return tuple(found.values())

    def people(self) -> dict[str, Person]:
        """Open the encrypted file: ``{pseudonym: person}``; empty where there is none.

        Raises:
            CourseError: The key isn't there or isn't this file's, or the file is damaged.
        """
        sealed = self._sealed()
        if sealed is None:
            return {}
        from cryptography.fernet import Fernet, InvalidToken

        key_id, token = sealed
        key = self._keys().get(key_id)
        if key is None:
            raise CourseError(
                _("the names of this course can't be opened: {key} doesn't hold their key").format(key=self.key_file())
            )
        try:
            people: dict[str, Any] = json.loads(Fernet(key).decrypt(token))
            return {learner: Person(**person) for learner, person in people.items()}
        except (InvalidToken, ValueError, TypeError, AttributeError):
            raise CourseError(
                _("the names of this course can't be opened: {key} holds another key, or they are damaged").format(
                    key=self.key_file()
                )
            ) from None

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

        Raises:
            CourseError: What is there can't be opened, or a team's name would be a formula to a spreadsheet.
        """
        joining = list(people)
        for _person, _language, team in joining:
            if team is not None and is_formula(team):
                raise CourseError(
                    _("{team} can't be a team's name: a spreadsheet would take it for a formula").format(
                        team=quote(team)
                    )
                )
        known, behind = list(self.learners()), self.people()
        taken = {learner.id for learner in known} | set(behind)
        # Who is in the encrypted file alone was being added when the power went.
        halfway = [name for name in behind if name not in {learner.id for learner in known}]
        length = _LENGTHS[0] if len(taken) + len(joining) <= 2000 else _LENGTHS[1]
        added = []
        for person, language, team in joining:
            again = next((each for each in halfway if behind[each] == person), None)
            if again is not None:
                halfway.remove(again)
                name = again
            else:
                while (name := pseudonym_of(secrets.randbelow(len(ALPHABET) ** (length - 1)), length)) in taken:
                    pass
            taken.add(name)
            behind[name] = person
            added.append(Learner(id=name, language=language, team=team))
        if added:
            # Names first: a pseudonym without a name would be nobody.
            self._write_people(behind)
            self._write([*known, *added])
        return tuple(added)

    def remove(self, learner: str) -> bool:
        """Take a learner off the roster and the name out of the encrypted file.

        Args:
            learner: The pseudonym.

        Returns:
            Whether anything was known of this learner.

        Raises:
            CourseError: The roster can't be read; or the names can't be opened: nothing was removed then.
        """
        known, behind = self.learners(), self.people()
        left = [each for each in known if each.id != learner]
        nobody = behind.pop(learner, None) is None
        if not nobody:
            self._write_people(behind)
        if len(left) < len(known):
            self._write(left)
        return not nobody or len(left) < len(known)

    def forget_names(self) -> bool:
        """Destroy the key of the names, then the encrypted file: nobody can open a copy of it any more.

        Returns:
            Whether the key was found; it isn't where the file of keys is elsewhere now, or the names are damaged.

        Raises:
            CourseError: The file of keys can't be read.
        """
        found = False
        try:
            sealed = self._sealed()
        except CourseError:
            sealed = None
        if sealed is not None:
            path, keys = self.key_file(), self._keys()
            found = keys.pop(sealed[0], None) is not None
            if found and keys:
                self._write_keys(path, keys)
            elif found:
                path.unlink()
        self._names.unlink(missing_ok=True)
        return found

    def key_file(self) -> Path:
        """Say where the key of the names lies, or is to lie."""
        given = os.environ.get(KEY)
        if given:
            return Path(given)
        home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        name = re.sub(r"[^\w-]", "_", Settings.read(self.root).id)[:60]
        return home / "firearmskit" / "keys" / f"{name}.key"

    def _sealed(self) -> tuple[str, bytes] | None:
        """Give the id of the key and what is encrypted, or ``None`` where there are no names."""
        try:
            head, _line, token = self._names.read_bytes().partition(b"\n")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise CourseError(_("{name} can't be read: {error}").format(name=self._names.name, error=error)) from None
        form, _space, key_id = head.decode("ascii", "replace").partition(" ")
        if form != _FORMAT or not _KEY_ID.fullmatch(key_id):
            raise CourseError(
                _("the names of this course can't be opened: {name} is damaged").format(name=self._names.name)
            )
        return key_id, token.strip()

    def _keys(self) -> dict[str, str]:
        """Read the file of keys: ``{id: key}``; none where there is no file."""
        path = self.key_file()
        try:
            lines = path.read_text("ascii").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise CourseError(
                _("the key of the names, {key}, can't be read ({kind})").format(key=path, kind=type(error).__name__)
            ) from None
        return dict(line.split(" ", 1) for line in lines if " " in line)

    def _write_keys(self, path: Path, keys: Mapping[str, str]) -> None:
        write_atomically(path, "".join(f"{each} {key}\n" for each, key in keys.items()), mode=0o600)

    def _write(self, learners: Iterable[Learner]) -> None:
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow(["learner", "language", "team"])
        table.writerows([learner.id, learner.language, learner.team or ""] for learner in learners)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._file, text.getvalue(), mode=0o600)

    def _write_people(self, people: Mapping[str, Person]) -> None:
        from cryptography.fernet import Fernet

        sealed, path, keys = self._sealed(), self.key_file(), self._keys()
        key_id = sealed[0] if sealed else secrets.token_hex(8)
        if key_id not in keys:
            if path.resolve().is_relative_to(self.root.resolve()):
                raise CourseError(
                    _("{key} lies in the course folder; the key of the names has to lie elsewhere").format(key=path)
                )
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if path.exists() and not keys and path.read_bytes().strip():
                raise CourseError(_("{key} isn't a file of keys; it is left as it is").format(key=path))
            keys[key_id] = Fernet.generate_key().decode()
            self._write_keys(path, keys)
        plain = json.dumps({learner: asdict(person) for learner, person in people.items()}, ensure_ascii=False)
        token = Fernet(keys[key_id]).encrypt(plain.encode()).decode()
        self._names.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(self._names, f"{_FORMAT} {key_id}\n{token}\n", mode=0o600)
