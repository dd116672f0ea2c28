"""What a file is, by what is in it and then by its name: whose evidence, and for which exercise."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from firearmskit.course.answers import FORMAT as ANSWERS_FORMAT
from firearmskit.course.answers import name_of, parse_answers, read_json
from firearmskit.course.packs import FORMAT as PACK_FORMAT
from firearmskit.course.packs import Exercise, all_exercises
from firearmskit.course.tasks import is_blank
from firearmskit.errors import AnswerError, quote
from firearmskit.language import text as _

__all__ = ["ENDINGS", "Contents", "Kind", "exercise_words", "fold", "read_contents", "words_of"]

Kind: TypeAlias = Literal["notebook", "answers", "pack", "other"]

ENDINGS: dict[Kind, str] = {"notebook": ".ipynb", "answers": ".answers.json", "pack": ".pack.json"}
"""How the file of an exercise is called when it is placed, after the exercise's name."""
_MAX_PACK = 4 * 1024 * 1024
_OPENS = re.compile(rb'open_exercise\(\s*\\*["\']([a-z0-9_]+/[a-z0-9_-]+)\\*["\']')
_FOR = re.compile(rb'"exercise"\s*:\s*"([a-z0-9_]+/[a-z0-9_-]+)"')
_GRADE_ID = re.compile(rb'"grade_id"\s*:\s*"([\w-]+)"')
# As each is written, its names sorted: what was cut off still begins like this.
_BEGINS_NOTEBOOK = re.compile(rb'\{\s*"(?:cells|worksheets)"\s*:')
_BEGINS_ANSWERS = re.compile(rb'\{\s*"answers"\s*:')
_BEGINS_PACK = re.compile(rb'\{\s*"evidence"\s*:')
_LETTERS = str.maketrans(
    {
        "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        # Cyrillic and Greek, as passports and keyboards bring them
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "ђ": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "i", "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o",
        "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch",
        "џ": "dz", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
        "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f",
        "χ": "ch", "ψ": "ps", "ω": "o",
        "'": "", "’": "", "ʼ": "", "`": "", "´": "", "‘": "",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Take away what people and machines change in a name: accents, case, scripts, apostrophes.

    >>> fold("Élodie N’Guessan"), fold("Иванов")
    ('elodie nguessan', 'ivanov')
    """
    # Composed first: a letter such as й is one of its own, not a letter with an accent.
    text = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    flat = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in flat if not unicodedata.combining(letter)).translate(_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a name, folded; letters and digits that touch belong to one word.

    >>> words_of("Copie de MARKS (1)")
    ('copie', 'de', 'marks', '1')
    """
    return tuple(re.findall(r"[^\W_]+", fold(text)))


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a file is.

    Attributes:
        kind: A notebook, answers, a pack, or something else.
        exercise: What it is for, or ``None`` where nothing says it.
        pack: The id of the pack that it holds or answers, or ``None``.
        answered: How many fields are answered; ``None`` where it isn't answers.
        name: The name or number that stands in the answers, as somebody typed it, or nothing.
        trouble: Why it can't be for any exercise of this firearmskit, or nothing.
    """

    kind: Kind = "other"
    exercise: Exercise | None = None
    pack: str | None = None
    answered: int | None = None
    name: str = ""
    trouble: str = ""


@cache
def exercise_words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the words of each exercise's slug and of its module: ``{id: (slug, module)}``."""
    return {each.id: (words_of(each.slug), words_of(each.module)) for each in all_exercises()}


def read_contents(parts: Sequence[str], data: bytes) -> Contents:
    """Say what a file is.

    Args:
        parts: Its name, after the names of the folders and zips around it.
        data: What is in it, which may be anything.
    """
    name = parts[-1]
    kind = _kind(name, data)
    if kind == "other":
        return Contents()
    pack = answered = None
    written = ""
    said: list[str] = []
    if kind == "answers":
        try:
            pack, exercise, answers = parse_answers(data, name=name)
            said = [exercise] if exercise is not None else []
            written = name_of(data)
            answered = sum(not is_blank(value) for fields in answers.values() for value in fields.values())
        except AnswerError:  # cut off, perhaps: the name still says whose it is, and the grader says what is wrong
            said = [found.decode() for found in _FOR.findall(data)]
    elif kind == "pack":
        try:
            document = read_json(data, name=name, limit=_MAX_PACK)
            pack = document["pack"] if type(document["pack"]) is str else None
            said = [document["exercise"]] if type(document["exercise"]) is str else []
        except (AnswerError, KeyError, TypeError):
            said = [found.decode() for found in _FOR.findall(data)]
    else:
        said = [found.decode() for found in _OPENS.findall(data)]
    known = {each.id: each for each in all_exercises()}
    inside = [known[each] for each in dict.fromkeys(said) if each in known]
    by_name = _by_name(parts)
    if len(inside) == 1:
        return Contents(kind=kind, exercise=inside[0], pack=pack, answered=answered, name=written)
    if inside:
        both = [each for each in by_name if each.id in said]
        return Contents(kind=kind, exercise=both[0] if len(both) == 1 else None, pack=pack, answered=answered)
    if said:
        trouble = _("This is for the exercise {exercise}, which this firearmskit doesn't have.").format(
            exercise=quote(said[0])
        )
        return Contents(kind=kind, pack=pack, answered=answered, trouble=trouble)
    if len(by_name) != 1 and kind == "notebook":
        by_name = _by_tasks(data)
    return Contents(kind=kind, exercise=by_name[0] if len(by_name) == 1 else None, pack=pack, answered=answered)


def _kind(name: str, data: bytes) -> Kind:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        if b'"nbformat"' in data or _BEGINS_NOTEBOOK.match(start):
            return "notebook"
        if _BEGINS_ANSWERS.match(start) or (ANSWERS_FORMAT.encode() in data and b'"answers"' in data):
            return "answers"
        if _BEGINS_PACK.match(start) or (PACK_FORMAT.encode() in data and b'"evidence"' in data):
            return "pack"
    words = words_of(name)
    if "ipynb" in words or "ipy" in words:
        return "notebook"
    if "json" in words or "jso" in words:
        # Cut off or overwritten: only the name says what it was.
        return "answers" if "answers" in words else "pack" if "pack" in words else "other"
    return "other"


def _by_name(parts: Sequence[str]) -> list[Exercise]:
    """Find the exercises that a file's name, and then the folders around it, may mean."""
    own = words_of(os.path.splitext(parts[-1])[0])
    around = [words_of(part) for part in parts[:-1]]
    found = [each for each in all_exercises() if _within(exercise_words()[each.id][0], own)]
    longest = max((len(exercise_words()[each.id][0]) for each in found), default=0)
    found = [each for each in found if len(exercise_words()[each.id][0]) == longest]
    if len(found) > 1:
        placed = [each for each in found if any(_within(exercise_words()[each.id][1], part) for part in around)]
        found = placed or found
    return found


def _by_tasks(data: bytes) -> list[Exercise]:
    """Find the exercises whose graded cells a notebook holds."""
    ids = {found.decode() for found in _GRADE_ID.findall(data)}
    shares = [len(ids & {task.id for task in each.tasks}) / len(each.tasks) for each in all_exercises()]
    best = max(shares, default=0.0)
    return [each for each, share in zip(all_exercises(), shares, strict=True) if share == best and share >= 0.5]


def _within(some: Sequence[str], words: Sequence[str]) -> bool:
    return any(tuple(words[at : at + len(some)]) == tuple(some) for at in range(len(words) - len(some) + 1))


def without(words: Sequence[str], some: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Take runs of words out of others, the longest first."""
    left = list(words)
    for run in sorted(some, key=len, reverse=True):
        at = 0
        while run and at + len(run) <= len(left):
            if tuple(left[at : at + len(run)]) == tuple(run):
                del left[at : at + len(run)]
            else:
                at += 1
    return tuple(left)
