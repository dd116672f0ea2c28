"""Find the names of a table inside a free text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from firearmskit.reference.resolving.nations import nations
from firearmskit.reference.resolving.spelling import Speller, distance, sound
from firearmskit.reference.rows import Row

__all__ = ["Hit", "Names", "names_of", "strongest", "without"]

_WIDEST = 8  # words of the longest name that is looked for inside a longer text
_MOST = 60  # words of a text that are looked at
_COLUMNS = ("name", "marks", "variants", "names", "aliases", "own_script")


def names_of(row: Row) -> Iterator[str]:
    """Give every name in a row."""
    held = vars(row)
    for column in _COLUMNS:
        value = held.get(column)
        yield from value if isinstance(value, tuple) else (value,) if value else ()


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Names found at a place of a text.

    ``at`` is the range of words, ``slips`` the number of letters mended, and ``found`` pairs of a row and its name.
    """

    at: range
    slips: int
    found: tuple[tuple[Row, str], ...]


class Names:
    """The names of a table, by their letters and digits alone.

    Args:
        table: The rows.
        forms: Gives the forms under which a name is found, as lists of words.
    """

    def __init__(self, table: Iterable[Row], forms: Callable[[Row, str], Iterator[list[str]]]) -> None:
        self.exact: dict[str, list[tuple[Row, str]]] = {}
        for row in table:
            for name in names_of(row):
                for words in forms(row, name):
                    held = self.exact.setdefault("".join(words), [])
                    if words and row not in [each for each, _name in held]:
                        held.append((row, name))
        self.exact.pop("", None)
        self._sounds: dict[str, set[str]] = {}
        for key in self.exact:
            if key.isalpha():
                self._sounds.setdefault(sound(key), set()).add(key)
        self._by_sound = Speller(self._sounds)
        self._by_letters = Speller(key for key in self.exact if key.isalpha())

    def near(self, key: str) -> tuple[tuple[tuple[Row, str], ...], int]:
        """Find names that sound like a key or differ from it by slips; only for keys of letters.

        What sounds the same counts as one slip, because it isn't the name as it is written. The first letter is
        taken to be right.
        """
        if not key.isalpha() or len(key) < 4 or (len(key) < 13 and nations(key)):
            return (), 0
        heard = sound(key)
        if heard in self._sounds:
            keys, slips = tuple(sorted(self._sounds[heard])), 1
        else:
            keys, slips = self._by_letters.near(key)
            if not keys:
                near, slips = self._by_sound.near(heard)
                keys = tuple(sorted(each for sounded in near for each in self._sounds[sounded]))
                slips += 1
        keys = tuple(each for each in keys if sound(each)[:1] == heard[:1])
        least = min((distance(each, key, 6) for each in keys), default=0)
        pairs = {
            row.id: (row, name) for each in keys if distance(each, key, 6) == least for row, name in self.exact[each]
        }
        return tuple(pairs.values()), slips

    def hits(self, words: list[str], *, mend: bool = True) -> list[Hit]:
        """Find names in a text, the longest first; hits don't overlap."""
        words = words[:_MOST]
        taken: set[int] = set()
        hits = []
        for mended in (False, True) if mend else (False,):
            for wide in range(min(3 if mended else _WIDEST, len(words)), 0, -1):
                # of as many words, those with more letters say more: M1 CARBINE before U.S. M1
                for start in sorted(range(len(words) - wide + 1), key=lambda at: -sum(map(len, words[at : at + wide]))):
                    at = range(start, start + wide)
                    if taken & set(at):
                        continue
                    hit = self._hit(words[start : start + wide], at, mend=mended)
                    if hit:
                        taken |= set(at)
                        hits.append(hit)
        return sorted(hits, key=lambda hit: hit.at.start)

    def _hit(self, words: list[str], at: range, *, mend: bool) -> Hit | None:
        key = "".join(words)
        if not mend:
            return Hit(at=at, slips=0, found=tuple(self.exact[key])) if key in self.exact else None
        if any(len(word) < 4 for word in words):
            return None
        found, slips = self.near(key)
        return Hit(at=at, slips=slips, found=found) if found else None


def strongest(found: Iterable[tuple[Row, str]], *, marks: bool = False) -> list[tuple[Row, str]]:
    """Keep the rows for which a name is most their own: usual names before marks, these before other names.

    Args:
        found: Rows with the name that was found.
        marks: Whether a mark is as good as a usual name.
    """
    ranked = [(max(_rank(row, name), int(marks)), row, name) for row, name in found]
    best = min((rank for rank, _row, _name in ranked), default=0)
    return [(row, name) for rank, row, name in ranked if rank == best]


def _rank(row: Row, name: str) -> int:
    held = vars(row)
    if name == held.get("name"):
        return 0
    return 1 if name in (held.get("marks") or ()) else 2 if name in (held.get("variants") or ()) else 3


def without(words: list[str], dropped: frozenset[str]) -> list[str]:
    """Leave words away, unless nothing would be left."""
    return [word for word in words if word not in dropped] or words
