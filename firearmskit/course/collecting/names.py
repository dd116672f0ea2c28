"""Who handed in, as far as the names of files, folders and zips say it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import permutations
from pathlib import Path

from firearmskit.course.collecting.reading import exercise_words, fold, without, words_of
from firearmskit.course.roster import Roster
from firearmskit.errors import CourseError

__all__ = ["ACCEPT", "GAP", "Claim", "Named", "Names", "original_name"]

ACCEPT = 88.0
"""How alike a name must be to somebody's, of 100, to be taken for it."""
GAP = 8.0
"""How much less alike everybody else's must be."""
_NEAR = 70.0
"""How alike a name must be to be shown to the trainer."""
_SHORT = 6
"""Signs: a shorter name is never taken for a longer one, nor for one that is spelt differently."""

_MOODLE = re.compile(r"(?i)(?P<who>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_(?P<rest>.*))?")
_CANVAS = re.compile(r"(?i)(?P<who>[^_]+)(?:_late)?_(?P<id>\d+)_(?P<number>\d+)_(?P<rest>.+)")
_PARTICIPANT = re.compile(r"(?i)\s*participant[e·.()es]*\s*(?P<number>\d*)\s*")
_DASH = re.compile(r"(?P<who>.+?)\s+[-\u2013\u2014]\s+(?P<rest>.+)")
_ENDINGS = re.compile(r"(?i)(?:\.(?:ipynb|answers|pack|json|zip|txt|py|csv|html?|ipy|jso))+$")
_COPIES = (("copie", "de"), ("copy", "of"), ("kopie", "von"), ("copia", "de"))
_COPY = re.compile(r"(?i)(?:\s*\(\d+\)|\s*-\s*(?:copy|copie|kopie|copia)|~\d+)+$")
_NOISE = frozenset(
    {  # words of folders and of copies, folded
        "a", "answers", "assignment", "attachments", "bureau", "copia", "copie", "copy", "corrige", "cours",
        "course", "de", "dei", "desktop", "devoir", "devoirs", "documents", "dossier", "download", "downloads",
        "drive", "dropbox", "du", "end", "exercice", "exercices", "exercise", "exercises", "exports", "file",
        "files", "final", "finale", "fini", "folder", "for", "from", "google", "hand", "handed", "handin", "home",
        "homework", "in", "inbox", "ipy", "ipynb", "jointes", "jso", "json", "kopie", "la", "last", "late", "le",
        "module", "my", "new", "notebook", "notebooks", "nouveau", "nouvelle", "of", "old", "onedrive", "pack",
        "piece", "pieces", "remise", "removable", "removed", "rendu", "rendus", "stick", "students", "submission",
        "submissions", "submitted", "telechargements", "the", "to", "travail", "travaux", "txt", "untitled", "usb",
        "user", "users", "version", "volume", "week", "work", "workshop", "zip",
    }
)  # fmt: skip
_HOMOGLYPHS = str.maketrans("АВЕКМНОРСТУХЅІЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEKMHOPCTYXSIJABEZHIKMNOPTYX")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Whom one name in a path names.

    Attributes:
        sure: Whom it names for certain; more than one where they share the name.
        near: Whom it may mean, the likeliest first.
        nearly: Whether the name is only like the learner's: misspelt, cut off, or with a word more or less.
        platform: The name that a learning platform gives, which is nobody's for certain.
    """

    sure: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()
    nearly: bool = False
    platform: str | None = None


@dataclass(frozen=True, kw_only=True)
class Named:
    """Whom a whole path names.

    Attributes:
        sure: Whom it names for certain; more than one where they share the name.
        near: Whom it may mean, the likeliest first.
        nearly: Whether every name for the learner is only like it.
        against: Whom else another name in it names for certain.
        stranger: The name that a learning platform gives, where it can't be that of anybody whom the path names.
        until: How many parts of the path, from the outermost, reach to the last folder or zip that says anything.
        own: What the file's own name says beyond that, folded; files that share it belong together.
    """

    sure: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()
    nearly: bool = False
    against: frozenset[str] = frozenset()
    stranger: str | None = None
    until: int = 0
    own: str = ""


@dataclass(frozen=True, kw_only=True)
class _Known:
    learner: str
    words: tuple[str, ...]
    forms: tuple[str, ...]


class Names:
    """Everybody's ids and, where they can be opened, names.

    Args:
        root: The course folder.
        learners: Ids.

    Attributes:
        trouble: Why the names can't be opened, or ``None``.
    """

    def __init__(self, root: Path, learners: Iterable[str]) -> None:
        self.learners = tuple(sorted(set(learners)))
        self.trouble: str | None = None
        try:
            people = Roster(root).people()
        except CourseError as error:
            people, self.trouble = {}, str(error)
        self._ids: dict[str, set[str]] = {}
        self._exact: dict[str, set[str]] = {}
        self._platform: dict[str, set[str]] = {}
        self._people: list[_Known] = []
        for learner in self.learners:
            self._exact.setdefault(learner, set()).add(learner)
            self._ids.setdefault(_as_id(learner), set()).add(learner)
        known = set(self.learners)
        for learner, person in people.items():
            if learner not in known:
                continue
            for outside in (person.lms_id, person.email):
                if outside and outside.strip():
                    self._platform.setdefault(outside.strip().casefold(), set()).add(learner)
            words = words_of(person.name)
            if words:
                self._people.append(_Known(learner=learner, words=words, forms=_forms(words)))
        # Some people are called Le Roux, De la Cruz or My.
        self._noise = _NOISE - {word for known in self._people for word in known.words}
        self._runs = [*_COPIES, *(run for pair in exercise_words().values() for run in pair)]
        self.claim = lru_cache(maxsize=50_000)(self._claim)

    def named(self, parts: Sequence[str]) -> Named:
        """Say whom a path names.

        Args:
            parts: The file's name, after the names of the folders and zips around it.
        """
        claims = [self.claim(part, at == len(parts) - 1) for at, part in enumerate(parts)]
        sure: frozenset[str] = frozenset()
        against: frozenset[str] = frozenset()
        for claim in claims:
            if not claim.sure:
                continue
            both = sure & claim.sure if sure else claim.sure
            if both:
                sure = both
            else:
                against |= claim.sure
        near = tuple(dict.fromkeys(learner for claim in claims for learner in claim.near))
        stranger = next(
            (
                claim.platform
                for claim in claims
                if claim.platform and not (sure & set(claim.near) if sure else claim.near)
            ),
            None,
        )
        saying = [at for at, claim in enumerate(claims[:-1]) if claim.sure or claim.near or claim.platform]
        return Named(
            sure=sure,
            near=tuple(learner for learner in near if learner not in sure),
            nearly=all(claim.nearly for claim in claims if claim.sure),
            against=against,
            stranger=stranger,
            until=saying[-1] + 1 if saying else 0,
            own=" ".join(sorted(self._rest(_owner(parts[-1], file=True)[0]))),
        )

    def _rest(self, text: str) -> tuple[str, ...]:
        """Give the words of a name that may be somebody's."""
        words = without(words_of(_COPY.sub("", _ENDINGS.sub("", text))), self._runs)
        return tuple(word for word in words if word not in self._noise and not (word.isdecimal() and len(word) < 3))

    def _claim(self, part: str, file: bool) -> Claim:
        who, platform, outside = _owner(part, file=file)
        near: tuple[str, ...] = ()
        for text in _repaired(who):
            found = self._one(text, outside)
            if found.sure:
                return found
            near = near or found.near
        return Claim(near=near, platform=who if platform and self._people else None)

    def _one(self, text: str, outside: str | None) -> Claim:
        plain = _COPY.sub("", _ENDINGS.sub("", _COPY.sub("", text.strip())))
        for whole in (plain, text.strip()):
            if whole in self._exact:
                return Claim(sure=frozenset(self._exact[whole]))
        rest = self._rest(text)
        # The second keeps the numbers of ids such as learner-1; a number alone is a copy's.
        numbered = "".join(without(words_of(plain), self._runs))
        for whole in (plain, "" if numbered.isdecimal() and len(numbered) < 3 else numbered, "".join(rest)):
            if (folded := _as_id(whole)) and (learners := self._ids.get(folded)):
                return Claim(sure=frozenset(learners))
        for known in (outside, plain):
            if known and (learners := self._platform.get(known.strip().casefold())):
                return Claim(sure=frozenset(learners))
        by_name = self._by_name(rest, cut="~" in text)
        tokens = {learner for word in rest for learner in self._ids.get(_as_id(word), ())}
        if by_name.sure:
            agree = by_name.sure & tokens
            return replace(
                by_name, sure=agree or by_name.sure, near=tuple(sorted(tokens - by_name.sure)),
                nearly=by_name.nearly and not agree,
            )  # fmt: skip
        return Claim(near=tuple(dict.fromkeys((*sorted(tokens), *by_name.near))))

    def _by_name(self, words: tuple[str, ...], *, cut: bool) -> Claim:
        joined = "".join(words)
        if not words or not self._people:
            return Claim()
        alike = [known for known in self._people if joined in known.forms or sorted(words) == sorted(known.words)]
        if alike:
            return Claim(sure=frozenset(known.learner for known in alike))
        given = set(words)
        telling = given - _NOISE  # "de" alone doesn't tell one Ivan from another
        part = [
            known.learner
            for known in self._people
            if (len(set(known.words) - _NOISE) > 1 and given > set(known.words))
            or (len(telling) > 1 and given < set(known.words))
        ]
        if len(part) == 1:
            return Claim(sure=frozenset(part), nearly=True)
        # A stick of old gives eight signs of a name, or six and a number.
        begun = [known for known in self._people if any(form.startswith(joined) for form in known.forms)]
        if begun and len(joined) >= _SHORT and (cut or len(joined) >= 8):
            whole = [known for known in begun if not any(word.startswith(joined) for word in known.words)]
            if len(begun) == 1 and whole:
                return Claim(sure=frozenset(known.learner for known in whole), nearly=True)
            return Claim(near=tuple(known.learner for known in begun))
        shared = [known.learner for known in self._people if telling & set(known.words)]
        scores = self._scores(joined)
        near = tuple(dict.fromkeys((*part, *shared, *(learner for score, learner in scores[:5] if score >= _NEAR))))
        if scores and len(joined) >= _SHORT and len(words) <= 6:
            best, learner = scores[0]
            second = scores[1][0] if len(scores) > 1 else 0.0
            if best >= ACCEPT and best - second >= GAP and not [each for each in part if each != learner]:
                return Claim(
                    sure=frozenset({learner}), near=tuple(each for each in near if each != learner), nearly=True
                )
        return Claim(near=near)

    def _scores(self, joined: str) -> list[tuple[float, str]]:
        from rapidfuzz import fuzz, process

        best: dict[str, float] = {}
        forms = [(form, known.learner) for known in self._people for form in known.forms]
        hits = process.extract(
            joined, [form for form, _learner in forms], scorer=fuzz.ratio, score_cutoff=_NEAR - GAP, limit=40
        )
        for _form, score, at in hits:
            learner = forms[at][1]
            best[learner] = max(best.get(learner, 0.0), float(score))
        return sorted(((score, learner) for learner, score in best.items()), reverse=True)


def _forms(words: tuple[str, ...]) -> tuple[str, ...]:
    """Write a name in one word, in every order that platforms and people put it."""
    if len(words) <= 3:
        orders: Iterable[tuple[str, ...]] = permutations(words)
    else:
        orders = (words[at:] + words[:at] for at in range(len(words)))
    return tuple(dict.fromkeys("".join(order) for order in orders))


def _as_id(text: str) -> str:
    """Bring an id to what doesn't change when it is copied by hand: case, spaces, letters of another script."""
    text = unicodedata.normalize("NFKC", text).upper().translate(_HOMOGLYPHS)
    return "".join(re.findall(r"[^\W_]+", fold(text)))


def _repaired(text: str) -> list[str]:
    """Give a name as it stands and, where its letters were read in the wrong code page, as it was meant."""
    found = [text]
    for wrong in ("cp437", "cp1252", "latin-1"):
        try:
            found.append(text.encode(wrong).decode("utf-8"))
        except UnicodeError:
            continue
    return list(dict.fromkeys(found))


def _owner(part: str, *, file: bool) -> tuple[str, bool, str | None]:
    """Take apart what a learning platform writes: whose it is, whether it is a platform's, and the id in it."""
    if found := _MOODLE.fullmatch(part):
        hidden = _PARTICIPANT.fullmatch(found["who"])
        # Moodle's number is the submission's; only where names are hidden is it all that there is.
        return found["who"], True, ((hidden["number"] or found["number"]) if hidden else None)
    if file and (found := _CANVAS.fullmatch(part)):
        return found["who"], True, found["id"]
    return part, False, None


def original_name(name: str) -> str:
    """Give a file's name without what a learning platform put before it.

    >>> original_name("dialloamina_12345_678901_helper.py"), original_name("Amina Diallo - helper.py")
    ('helper.py', 'helper.py')
    """
    for pattern in (_MOODLE, _CANVAS, _DASH):
        found = pattern.fullmatch(name)
        if found and found["rest"]:
            return str(found["rest"])
    return name
