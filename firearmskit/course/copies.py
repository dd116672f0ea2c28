"""Which learners wrote alike: evidence to look at, never a verdict.

Only what a learner added counts: what the released notebook holds is taken away line by line, and so are the calls
that hand an answer over, which are the same for everybody. Values are taken away too (texts, numbers, names of
variables), so that what remains is how something was written. Passages are found by winnowed fingerprints of runs of
tokens, which are looked up in an index: five hundred learners are compared without comparing each with each.

Source: S. Schleimer, D. S. Wilkerson and A. Aiken, Winnowing: local algorithms for document fingerprinting, Proceedings
of the 2003 ACM SIGMOD International Conference on Management of Data.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

from firearmskit.course.answers import read_json
from firearmskit.course.notebooks import MAX_BYTES
from firearmskit.course.packs import Exercise
from firearmskit.course.results import Result
from firearmskit.errors import AnswerError

__all__ = ["Alike", "Group", "Written", "alike", "read_written"]

_RUN = 10
"""Tokens of one fingerprint."""
_WINDOW = 4
"""Of so many fingerprints in a row one is kept: each shared run of ``_RUN + _WINDOW - 1`` tokens is found."""
_MOST_HOLDERS = 40
"""A passage that more learners wrote is shown once, with how many they are; pairs of them would say no more."""
_FEWEST_SHARED = 4
_FEWEST_SHARE = 0.5
_FEWEST_LETTERS = 40
"""Shorter texts are the same by chance."""
_MOST_TOKENS = 20_000
_MOST_SHOWN = 60

_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
    |(?P<text>[rbfuRBFU]{0,2}(?:\"{3}.*?(?:\"{3}|\Z)|'{3}.*?(?:'{3}|\Z)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))
    |(?P<number>\d[\w.]*)
    |(?P<name>[^\W\d]\w*)
    |(?P<line>\n)
    |(?P<space>[^\S\n]+)
    |(?P<sign>\*\*|//|==|!=|<=|>=|->|:=|.)""",
    re.VERBOSE | re.DOTALL,
)
_LITERAL = frozenset({"S", "N", "L", "True", "False", "None", ",", ":", "-"})
_HANDED_OVER = _LITERAL | set("V[]{}")


@dataclass(frozen=True, kw_only=True)
class Written:
    """What one learner added to a notebook.

    Attributes:
        learner: The learner's id.
        lines: Lines of code that don't stand in the released notebook, as they were written.
        texts: Texts: long answers in words, and text cells.
    """

    learner: str
    lines: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Group:
    """Learners who wrote alike.

    Attributes:
        learners: All of them: each wrote like at least one other.
        pair: The two who wrote most alike.
        share: Of the shorter one's fingerprints, how many the other has too, from 0 to 1.
        code: Both learners' lines: ``(line, whether it stands in a shared passage)``.
    """

    learners: tuple[str, ...]
    pair: tuple[str, str]
    share: float
    code: tuple[tuple[tuple[str, bool], ...], tuple[tuple[str, bool], ...]]


@dataclass(frozen=True, kw_only=True)
class Alike:
    """What was written alike.

    Attributes:
        groups: Strongest first.
        common: Passages that a large part of the class wrote: ``(passage, learners)``.
        texts: Texts that are the same but for case, spaces and digits: ``(text, learners)``.
    """

    groups: tuple[Group, ...] = ()
    common: tuple[tuple[str, tuple[str, ...]], ...] = ()
    texts: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def is_anything(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.groups or self.common or self.texts)


def read_written(root: Path, exercise: Exercise, results: Iterable[Result]) -> tuple[Written, ...]:
    """Read what learners added to their notebooks of an exercise, and their long answers.

    What they handed in is read as hostile; a notebook that can't be read adds nothing, and the grader's notes say so.

    Args:
        root: The course folder.
        exercise: The exercise.
        results: Its results.
    """
    from firearmskit.course.grading import read_regular

    released = set()
    for path in (root / "exercises").glob(f"**/{exercise.module}/{exercise.slug}.ipynb"):
        for kind, source in _cells(path.read_bytes()):
            released |= {line.strip() for line in source.splitlines()} if kind == "code" else {_folded(source)}
    found = []
    for result in results:
        folder = root / "submitted" / result.learner / exercise.module
        data = read_regular(folder / f"{exercise.slug}.ipynb", MAX_BYTES + 1) or b""
        lines: list[str] = []
        texts = [
            value
            for fields in result.answers.values()
            for value in fields.values()
            if type(value) is str and len(value) >= _FEWEST_LETTERS
        ]
        for kind, source in _cells(data):
            if kind == "code":
                lines += [line for line in source.splitlines() if line.strip() and line.strip() not in released]
            elif _folded(source) not in released:
                texts.append(source)
        found.append(Written(learner=result.learner, lines=tuple(lines), texts=tuple(texts)))
    return tuple(found)


def _cells(data: bytes) -> Iterator[tuple[str, str]]:
    """Give kind and source of the cells of a notebook of any format, leniently and fast."""
    try:
        document = read_json(data, name="", limit=MAX_BYTES)
    except AnswerError:
        return
    sheets: Any = document.get("worksheets") if type(document) is dict else None
    holders = [document, *sheets] if type(sheets) is list else [document]
    for holder in holders:
        cells = holder.get("cells") if type(holder) is dict else None
        for cell in cells if type(cells) is list else ():
            if type(cell) is dict:
                source = cell.get("source", cell.get("input", ""))
                lines = source if type(source) is list else [source]
                text = "".join(line for line in lines if type(line) is str)
                # The released set-up cell differs by language alone.
                yield ("code" if cell.get("cell_type") == "code" else "text"), text


def _folded(text: str) -> str:
    """Take away what doesn't make a text another text: case, spaces and personal digits."""
    return re.sub(r"\d+", "#", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def _tokens(lines: Iterable[str]) -> tuple[list[str], list[int]]:
    """Give what is left of code when its values are taken away, and the line of each token."""
    kept: list[str] = []
    places: list[int] = []

    def keep(word: str, place: int) -> None:
        kept.append(word)
        places.append(place)
        if word in ")]}":
            _fold_brackets(kept, places)

    line = 0
    for match in _TOKEN.finditer("\n".join(lines)):
        kind, text = match.lastgroup, match.group()
        if kind == "comment":
            for word in re.findall(r"[^\W\d_]+", text.casefold()):
                keep(f"#{word}", line)
        elif kind == "text":
            keep("S", line)
        elif kind == "number":
            keep("N", line)
        elif kind == "name":
            # What is called and what is looked up says how something was written; other names are the learner's own.
            follows = match.string[match.end() : match.end() + 1] == "("
            known = keyword.iskeyword(text) or follows or kept[-1:] == ["."] or text == "exercise"
            keep(text if known else "V", line)
        elif kind == "sign":
            keep(text, line)
        line += text.count("\n")
        if len(kept) >= _MOST_TOKENS:
            break
    return kept, places


def _fold_brackets(kept: list[str], places: list[int]) -> None:
    """Make one token of brackets that hold nothing but values, and none of a call that hands an answer over."""
    opening = {")": "(", "]": "[", "}": "{"}[kept[-1]]
    within = _HANDED_OVER if opening == "(" else _LITERAL
    start = len(kept) - 2
    while start >= 0 and kept[start] in within:
        start -= 1
    if start < 0 or kept[start] != opening:
        return
    if opening == "(":
        if kept[max(0, start - 3) : start - 1] == ["exercise", "."]:
            del kept[start - 3 :], places[start - 3 :]
        return
    kept[start:] = ["L"]
    del places[start + 1 :]


def _fingerprints(tokens: list[str]) -> dict[int, list[int]]:
    """Give ``{fingerprint: where it begins}``, winnowed."""
    prints = [crc32("\0".join(tokens[at : at + _RUN]).encode()) for at in range(len(tokens) - _RUN + 1)]
    found: dict[int, list[int]] = {}
    last = -1
    for start in range(max(1, len(prints) - _WINDOW + 1)) if prints else ():
        window = prints[start : start + _WINDOW]
        smallest = min(window)
        at = start + len(window) - 1 - window[::-1].index(smallest)
        if at != last:
            found.setdefault(smallest, []).append(at)
            last = at
    return found


def alike(everybody: Iterable[Written], *, most: int = 12) -> Alike:
    """Find who wrote alike.

    Args:
        everybody: What each learner added.
        most: How many groups, passages and texts to give at most of each.
    """
    people = {each.learner: each for each in everybody}
    tokens = {learner: _tokens(each.lines) for learner, each in people.items()}
    prints = {learner: _fingerprints(kept) for learner, (kept, _places) in tokens.items()}

    def shown(learner: str, marks: Iterable[int]) -> tuple[tuple[str, bool], ...]:
        return _shown(people[learner].lines, tokens[learner][1], prints[learner], marks)

    holders: dict[int, list[str]] = defaultdict(list)
    for learner, found in prints.items():
        for mark in found:
            holders[mark].append(learner)
    shared: dict[tuple[str, str], list[int]] = defaultdict(list)
    for mark, who in holders.items():
        for pair in combinations(who, 2) if len(who) <= _MOST_HOLDERS else ():
            shared[pair].append(mark)
    # What nearly everybody wrote says nothing of two of them.
    own = {learner: sum(len(holders[mark]) <= _MOST_HOLDERS for mark in marks) for learner, marks in prints.items()}
    strong = []
    for (one, other), marks in shared.items():
        share = len(marks) / min(own[one], own[other])
        if len(marks) >= _FEWEST_SHARED and share >= _FEWEST_SHARE:
            strong.append((-len(marks), -share, one, other))
    groups = []
    for members, (_count, share, one, other) in _together(sorted(strong))[:most]:
        marks = shared[one, other]
        code = (shown(one, marks), shown(other, marks))
        groups.append(Group(learners=members, pair=(one, other), share=-share, code=code))
    common = []
    for crowd, marks in _common(holders)[:most]:
        passage = "\n".join(line for line, is_shared in shown(crowd[0], marks) if is_shared)
        common.append((passage, crowd))
    return Alike(groups=tuple(groups), common=tuple(common), texts=tuple(_same_texts(people.values())[:most]))


_Strong = tuple[int, float, str, str]


def _together(strong: list[_Strong]) -> list[tuple[tuple[str, ...], _Strong]]:
    """Join pairs that share a learner: the members of each group, and its strongest pair; strongest first."""
    leader: dict[str, str] = {}

    def find(learner: str) -> str:
        while (above := leader.setdefault(learner, learner)) != learner:
            learner = leader[learner] = leader[above]
        return learner

    for _count, _share, one, other in strong:
        leader[find(other)] = find(one)
    members: dict[str, set[str]] = defaultdict(set)
    first: dict[str, _Strong] = {}
    for each in strong:
        members[find(each[2])] |= {each[2], each[3]}
        first.setdefault(find(each[2]), each)
    return [(tuple(sorted(members[name])), first[name]) for name in first]


def _common(holders: Mapping[int, list[str]]) -> list[tuple[tuple[str, ...], list[int]]]:
    """Join passages that nearly the same many learners wrote: the learners, and the fingerprints."""
    found: list[tuple[set[str], list[int]]] = []
    for mark, who in sorted(holders.items(), key=lambda each: (-len(each[1]), each[1])):
        if len(who) <= _MOST_HOLDERS:
            break
        for names, marks in found:
            if len(names.intersection(who)) >= 0.8 * len(names.union(who)):
                marks.append(mark)
                names.intersection_update(who)
                break
        else:
            found.append((set(who), [mark]))
    return [(tuple(sorted(names)), marks) for names, marks in found if len(marks) >= _FEWEST_SHARED]


def _shown(
    lines: tuple[str, ...], places: list[int], prints: Mapping[int, list[int]], marks: Iterable[int]
) -> tuple[tuple[str, bool], ...]:
    """Give lines with what is shared marked; of long code, what stands around the first shared passage."""
    shared = {places[at + step] for mark in marks for at in prints[mark] for step in range(_RUN)}
    first = max(0, min(shared, default=0) - 5)
    chosen = range(first, min(len(lines), first + _MOST_SHOWN))
    return tuple((lines[at][:200], at in shared) for at in chosen)


def _same_texts(people: Iterable[Written]) -> list[tuple[str, tuple[str, ...]]]:
    who: dict[str, dict[str, str]] = defaultdict(dict)
    for each in people:
        for text in each.texts:
            folded = _folded(text)
            if sum(letter.isalpha() for letter in folded) >= _FEWEST_LETTERS:
                who[folded].setdefault(each.learner, text)
    found = [(next(iter(own.values())), tuple(own)) for own in who.values() if len(own) > 1]
    return sorted(found, key=lambda each: (-len(each[0]), each[1]))
