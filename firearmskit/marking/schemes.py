"""A State's own marks: designed so that a slip of the pen shows, written, and read back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from firearmskit import reference
from firearmskit.arguments import of_type, whole
from firearmskit.errors import InputError, quote
from firearmskit.language import text as _

__all__ = ["EVENT_LETTERS", "Scheme", "StateMark", "check_character", "design"]

EVENT_LETTERS: Mapping[str, str] = MappingProxyType(
    {
        "import": "M",
        "state-transfer": "T",
        "seizure": "S",
        "deactivation": "D",
        "official-disposal": "V",
        "possession-by-state": "G",
    }
)
"""For each of the ``law.EVENTS`` after which a State marks, the letter that stands for it in a mark."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULUS = 37
_LOOK_ALIKES = frozenset("01IO")
"""Check characters that no mark is given: on steel, 0 and O, and 1 and I, can't be told apart by their place alone."""

_MOST_SIGNS = 36
"""Beyond this length two characters would weigh the same."""

_SEPARATORS = re.compile(r"[\s\-/.]+")


def check_character(text: str) -> str | None:
    """Give the character that, put behind a text, makes a slip of the pen show.

    The characters 0 to 9 and A to Z count 0 to 35. From the right, each weighs twice as much as the one behind it, and
    the whole must leave the remainder 1 when it is divided by 37. Since 37 is a prime, and the weights of neighbours
    differ, no single character can be replaced and no two neighbours be swapped without changing the remainder.

    Args:
        text: Digits 0 to 9 and letters A to Z, at most 35.

    Returns:
        The character; None where the remainder would need a 37th character, which no stamp has. Such a text isn't used.

    Raises:
        InputError: The text is empty, too long, or holds another character.

    Source:
        ISO/IEC 7064, check character system MOD 37-2.

    >>> check_character("NGAM26004512")
    'G'
    """
    total = 0
    for char in _plain(text):
        total = (total + ALPHABET.index(char)) * 2 % _MODULUS
    value = (1 - total) % _MODULUS
    return ALPHABET[value] if value < len(ALPHABET) else None


def _check_of_mark(text: str) -> str | None:
    """Give the check character of a mark; None where it has none, or one that looks like another character."""
    check = check_character(text)
    return None if check in _LOOK_ALIKES else check


def _plain(text: str) -> str:
    """Refuse what the check can't be reckoned for."""
    if not isinstance(text, str) or not text or len(text) >= _MOST_SIGNS:
        raise InputError(
            _("A check character needs a text of 1 to 35 characters, not {value}.").format(value=quote(text))
        )
    for char in text:
        if char not in ALPHABET:
            raise InputError(
                _("A check character can't be reckoned for {char} in {value}: only 0 to 9 and A to Z count.").format(
                    char=quote(char), value=quote(text)
                )
            )
    return text


@cache
def _least_marks(digits: int) -> int:
    """Count the numbers of so many digits that have a check character to use, where the parts before leave least."""
    counts = [1] + [0] * (_MODULUS - 1)
    for _digit in range(digits):
        longer = [0] * _MODULUS
        for rest, count in enumerate(counts):
            for digit in range(10):
                longer[(rest * 2 + digit) % _MODULUS] += count
        counts = longer
    counts[0] -= 1  # the number 0 isn't used
    values = [value for value in range(_MODULUS) if value == len(ALPHABET) or ALPHABET[value] in _LOOK_ALIKES]
    without = [(1 - value) * pow(2, -1, _MODULUS) for value in values]
    return sum(counts) - max(sum(counts[(rest - before) % _MODULUS] for rest in without) for before in range(_MODULUS))


def _replacements(text: str) -> Iterator[tuple[int, str]]:
    """Give, for each place of a text, the one character that would make its check fit there, if there is one."""
    foreign = [at for at, char in enumerate(text) if char not in ALPHABET]
    if len(foreign) > 1:
        return
    values = [max(0, ALPHABET.find(char)) for char in text]
    total = 0
    for value in values:
        total = (total * 2 + value) % _MODULUS
    for at in foreign or range(len(text)):
        weight = pow(2, len(text) - 1 - at, _MODULUS)
        value = (values[at] + (1 - total) * pow(weight, -1, _MODULUS)) % _MODULUS
        if value < len(ALPHABET):
            yield at, ALPHABET[value]


@dataclass(frozen=True, kw_only=True)
class StateMark:
    """What a mark of a scheme says.

    Args:
        country: ISO 3166-1 alpha-3 code of the State that marked.
        event: One of :data:`EVENT_LETTERS`.
        agency: Code of the agency.
        year: Calendar year of marking.
        number: Running number of that agency in that year.
    """

    country: str
    event: str
    agency: str
    year: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Scheme:
    """A State's own mark: country, event, agency, year, number and check character, as ``NGA M P26 004512 G``.

    The parts have fixed widths, so that the mark can be read back without its blanks. All but the last are letters or
    digits by their place, so that O and 0, or I and 1, can't be taken for each other there; as the last, the check
    character, these four aren't used.

    Args:
        country: ISO 3166-1 alpha-3 code of the State.
        agencies: Codes of the agencies that mark, all of one length, with their names.
        first_year: First year of the scheme. Years are written with two digits, for a hundred years from then on.
        number_digits: How many digits a number has.
    """

    country: str
    agencies: Mapping[str, str] = field(hash=False)
    first_year: int
    number_digits: int

    def __post_init__(self) -> None:
        reference.get(reference.Country, self.country)
        if not of_type(self.agencies, Mapping, "agencies"):
            raise InputError(_("A scheme needs at least one agency."))
        for code in self.agencies:
            if not isinstance(code, str) or not re.fullmatch(r"[A-Z]{1,4}", code):
                raise InputError(
                    _("The code of an agency is one to four letters A to Z, not {value}.").format(value=quote(code))
                )
        if len({len(code) for code in self.agencies}) > 1:
            raise InputError(
                _("The codes of the agencies must be of one length: {codes}.").format(codes=", ".join(self.agencies))
            )
        if not 1900 <= whole(self.first_year, "first_year") <= 2200:
            raise InputError(
                _("The first year must be a calendar year, not {value}.").format(value=quote(self.first_year))
            )
        if not 3 <= whole(self.number_digits, "number_digits") <= 12:
            raise InputError(_("A number has 3 to 12 digits, not {value}.").format(value=quote(self.number_digits)))
        object.__setattr__(self, "agencies", MappingProxyType(dict(self.agencies)))

    @property
    def length(self) -> int:
        """How many characters are stamped, without blanks."""
        return 3 + 1 + len(next(iter(self.agencies))) + 2 + self.number_digits + 1

    def width_mm(self, height_mm: float, *, width_to_height: float = 0.7) -> float:
        """Give how wide the mark is when it is stamped in one line without blanks.

        Args:
            height_mm: Height of the characters, in millimetres.
            width_to_height: Width of a character with its gap, for a height of 1; it depends on the tool.

        Returns:
            The width in millimetres.

        Raises:
            InputError: A figure isn't above 0.
        """
        for value in (height_mm, width_to_height):
            if not value > 0:
                raise InputError(_("A height and a width must be above 0, not {value}.").format(value=quote(value)))
        return self.length * height_mm * width_to_height

    def mark(self, *, event: str, agency: str, year: int, number: int) -> str:
        """Write a mark.

        Args:
            event: One of :data:`EVENT_LETTERS`.
            agency: Code of the agency.
            year: Calendar year of marking.
            number: Running number, from 1 on.

        Returns:
            The mark, with blanks between its parts.

        Raises:
            InputError: A part isn't one of this scheme, or the number isn't used because it has no check character or
                one that looks like another.
        """
        self._check_parts(event, agency, year)
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number < 10**self.number_digits:
            raise InputError(
                _("A number must be from 1 to {last}, not {value}.").format(
                    last=10**self.number_digits - 1, value=quote(number)
                )
            )
        parts = [self.country, EVENT_LETTERS[event], f"{agency}{year % 100:02}", f"{number:0{self.number_digits}}"]
        check = _check_of_mark("".join(parts))
        if check is None:
            raise InputError(
                _(
                    "The number {value} isn't used, because its check character doesn't exist or looks like another; "
                    "take the next one."
                ).format(value=number)
            )
        return " ".join((*parts, check))

    def marks(self, *, event: str, agency: str, year: int, first: int = 1) -> Iterator[tuple[int, str]]:
        """Write the marks in turn, leaving out the numbers that aren't used (about five in 37).

        Args:
            event: One of :data:`EVENT_LETTERS`.
            agency: Code of the agency.
            year: Calendar year of marking.
            first: The number to begin with.

        Yields:
            Number and mark, until the numbers are used up.

        Raises:
            InputError: A part isn't one of this scheme.
        """
        self._check_parts(event, agency, year)
        for number in range(first, 10**self.number_digits):
            parts = f"{self.country}{EVENT_LETTERS[event]}{agency}{year % 100:02}{number:0{self.number_digits}}"
            if _check_of_mark(parts) is not None:
                yield number, self.mark(event=event, agency=agency, year=year, number=number)

    def _check_parts(self, event: str, agency: str, year: int) -> None:
        if not isinstance(event, str) or event not in EVENT_LETTERS:
            raise InputError(
                _("{value} is no event of a mark; the events are {events}.").format(
                    value=quote(event), events=", ".join(EVENT_LETTERS)
                )
            )
        if not isinstance(agency, str) or agency not in self.agencies:
            raise InputError(
                _("{value} is no agency of this scheme; the agencies are {codes}.").format(
                    value=quote(agency), codes=", ".join(self.agencies)
                )
            )
        if not self.first_year <= whole(year, "year") < self.first_year + 100:
            raise InputError(
                _("{value} isn't in the hundred years from {first} on.").format(
                    value=quote(year), first=self.first_year
                )
            )

    def capacity(self) -> int:
        """Give how many marks an agency has at least, for one event in one year."""
        return _least_marks(self.number_digits)

    def parse(self, text: str) -> StateMark:
        """Read a mark of this scheme back.

        Args:
            text: The mark; case, blanks, hyphens, points and strokes don't count. A mark that fits is read also where
                its check character is one that :meth:`mark` doesn't give.

        Returns:
            What it says.

        Raises:
            InputError: It isn't a mark of this scheme; the message says which part is wrong and, where one slip of the
                pen explains it, which marks it may be.
        """
        if not isinstance(text, str):
            raise InputError(_("A mark must be a text, not {value}.").format(value=quote(text)))
        plain = _SEPARATORS.sub("", text[:200]).upper()
        problem = self._problem(plain)
        if problem is None:
            return self._split(plain)
        likely = list(dict.fromkeys(self._mended(plain)))
        if likely:
            problem += " " + _("With one slip of the pen it may be: {marks}.").format(marks=", ".join(likely[:6]))
        raise InputError(_("{value} is no mark of this scheme: {problem}").format(value=quote(text), problem=problem))

    def _problem(self, plain: str) -> str | None:
        """Say what is wrong with a mark; None when nothing is."""
        if len(plain) != self.length:
            return _("it has {count} characters instead of {length}.").format(count=len(plain), length=self.length)
        if not plain.startswith(self.country):
            return _("it begins with {part} instead of {country}.").format(part=quote(plain[:3]), country=self.country)
        if plain[3] not in EVENT_LETTERS.values():
            return _("{part} stands for no event.").format(part=quote(plain[3]))
        digits = plain[-self.number_digits - 3 : -1]
        agency = plain[4 : -self.number_digits - 3]
        if agency not in self.agencies:
            return _("{part} is no agency.").format(part=quote(agency))
        if not (digits.isascii() and digits.isdigit()):
            return _("year and number must be digits, not {part}.").format(part=quote(digits))
        if not int(digits[2:]):
            return _("the number is 0.")
        if check_character(plain[:-1]) != plain[-1]:
            return _("the check character {part} doesn't fit.").format(part=quote(plain[-1]))
        return None

    def _split(self, plain: str) -> StateMark:
        year = int(plain[-self.number_digits - 3 : -self.number_digits - 1])
        first = self.first_year
        return StateMark(
            country=self.country,
            event=next(event for event, letter in EVENT_LETTERS.items() if letter == plain[3]),
            agency=plain[4 : -self.number_digits - 3],
            year=first + (year - first) % 100,
            number=int(plain[-self.number_digits - 1 : -1]),
        )

    def _mended(self, plain: str) -> Iterator[str]:
        """Give the marks from which one replaced character, or two swapped neighbours, make this text."""
        if len(plain) != self.length:
            return
        for at in range(len(plain) - 1):
            swapped = plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
            if self._problem(swapped) is None:
                yield self._spaced(swapped)
        for at, char in _replacements(plain):
            replaced = plain[:at] + char + plain[at + 1 :]
            if self._problem(replaced) is None and not (at == len(plain) - 1 and char in _LOOK_ALIKES):
                yield self._spaced(replaced)

    def _spaced(self, plain: str) -> str:
        number = -self.number_digits - 1
        return " ".join((plain[:3], plain[3], plain[4:number], plain[number:-1], plain[-1]))


def design(country: str, *, agencies: Mapping[str, str], arms_a_year: int, first_year: int) -> Scheme:
    """Propose a State's own mark.

    Args:
        country: ISO 3166-1 alpha-3 code of the State.
        agencies: Codes of the agencies that mark, one to four letters and all of one length, with their names.
        arms_a_year: The most firearms that one agency marks in a year.
        first_year: First year of the scheme.

    Returns:
        A scheme with as few digits as leave room for twice as many firearms.

    Raises:
        InputError: A figure or a code can't be used.
        UnknownCodeError: There is no such State.

    >>> scheme = design("NGA", agencies={"P": "Police", "C": "Customs"}, arms_a_year=40_000, first_year=2026)
    >>> scheme.mark(event="import", agency="C", year=2026, number=4512)
    'NGA M C26 04512 Q'
    >>> scheme.parse("NGA-M-C26-04512-Q").number
    4512
    >>> scheme.parse("NGA M C26 05412 Q")
    Traceback (most recent call last):
    firearmskit.errors.InputError: "NGA M C26 05412 Q" is no mark of this scheme: ...
    """
    if isinstance(arms_a_year, bool) or not isinstance(arms_a_year, int) or not 1 <= arms_a_year <= 10**10:
        raise InputError(
            _("The firearms a year must be a whole number from 1 to 10,000,000,000, not {value}.").format(
                value=quote(arms_a_year)
            )
        )
    for digits in range(3, 13):
        scheme = Scheme(country=country, agencies=agencies, first_year=first_year, number_digits=digits)
        if scheme.capacity() >= 2 * arms_a_year:
            break
    return scheme
