"""A key: one question at a time, each with its reason; and a key to print, for work without a computer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from firearmskit import reference
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.identification.asking import NextFeature, best_next
from firearmskit.identification.features import OPEN, answers, check_answer, features, label
from firearmskit.identification.identifying import Candidate, Identification, identify, observed
from firearmskit.identification.likelihood import fact_of, models, values_in_use
from firearmskit.identification.ranking import Clue, Posterior, posterior
from firearmskit.language import ngettext
from firearmskit.language import text as _
from firearmskit.marking import Reading

__all__ = ["Couplet", "Key", "KeyTable", "Question", "key", "key_table"]

COVERED = 0.95
"""Types are still possible as long as they are needed to reach this share of the probability."""

MOST_TYPES = 60
"""A printed key for more types would be longer than anybody reads."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the key asks now.

    Args:
        feature: Id of the feature.
        text: The question.
        look: Where to look.
        answers: Id and words of each answer; "can't see" is always possible too, as None.
        why: Why it is asked, a sentence.
    """

    feature: str
    text: str
    look: str
    answers: tuple[tuple[str, str], ...]
    why: str


@dataclass(frozen=True, kw_only=True)
class Key:
    """A session with the key; answering gives a new session and leaves this one as it was.

    Args:
        given: Feature and answer of each step so far; None where it couldn't be seen.
        marks: A reading of the marks that is taken into account.
    """

    given: tuple[tuple[str, str | None], ...] = ()
    marks: Reading | None = None

    @property
    def result(self) -> Identification:
        """What the object may be after the answers so far: the types that are still possible, and the next question."""
        return identify(dict(self.given), marks=self.marks, limit=_possible(_state(self.given, self.marks)))

    @property
    def question(self) -> Question | None:
        """What to look at now; None when nothing is worth a look any more.

        How many types an answer leaves is told from its expected information: one bit halves them.
        """
        asked = _asked(self.given, self.marks)
        if asked is None:
            return None
        listed = values_in_use(asked.feature) if asked.feature in OPEN else answers(asked.feature)
        count = _possible(_state(self.given, self.marks))
        why = ngettext(
            "Asked because one type is still possible, and this shows best whether it is that one.",
            "Asked because {count} types are still possible, and the answer is expected to leave about {left} of them.",
            count,
        ).format(count=count, left=max(1, round(count * 2**-asked.gain_bits)))
        return Question(
            feature=asked.feature,
            text=asked.question,
            look=asked.look,
            answers=tuple((value, label(asked.feature, value)) for value in listed),
            why=why,
        )

    def answer(self, value: str | None) -> Key:
        """Answer the question.

        Args:
            value: Id of one of its answers; None when it can't be seen.

        Returns:
            The session with this answer.

        Raises:
            InputError: There is no question any more.
            UnknownCodeError: It isn't one of the answers.
        """
        asked = _asked(self.given, self.marks)
        if asked is None:
            raise InputError(_("the key has no question any more, so {value} answers none").format(value=quote(value)))
        if value is not None:
            check_answer(asked.feature, value)
        return Key(given=(*self.given, (asked.feature, value)), marks=self.marks)

    def undo(self) -> Key:
        """Take the last answer back; a session without answers stays as it is."""
        return Key(given=self.given[:-1], marks=self.marks)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The types that are still possible, the likeliest first."""
        return self.result.candidates

    def explain(self) -> tuple[str, ...]:
        """Say of each step what was asked, what was answered, and what that changed.

        Returns:
            One sentence a step.
        """
        sentences = []
        session = Key(marks=self.marks)
        before = _possible(_state(session.given, self.marks))
        for name, value in self.given:
            session = Key(given=(*session.given, (name, value)), marks=self.marks)
            after = _possible(_state(session.given, self.marks))
            asked = next(feature for feature in features() if feature.id == name)
            said = (
                _("{feature}: it couldn't be seen. Types possible, as before: {before}.")
                if value is None
                else _("{feature}: {answer}. That narrows {before} types to {after}.")
                if after < before
                else _(
                    "{feature}: {answer}. That agrees badly with what came before. "
                    "Types possible now: {after}, before: {before}."
                )
                if after > before
                else _("{feature}: {answer}. Types possible, as before: {after}.")
            )
            words = "" if value is None else label(name, value)
            sentences.append(said.format(feature=_(asked.name), answer=words, before=before, after=after))
            before = after
        return tuple(sentences)


def _clues(given: tuple[tuple[str, str | None], ...], marks: Reading | None) -> tuple[list[Clue], list[str]]:
    return observed(dict(given), marks)


@lru_cache(maxsize=64)
def _state(given: tuple[tuple[str, str | None], ...], marks: Reading | None) -> Posterior:
    """Weigh all types after some answers; kept, because each property of a session asks for it."""
    return posterior(_clues(given, marks)[0])


def _asked(given: tuple[tuple[str, str | None], ...], marks: Reading | None) -> NextFeature | None:
    clues, skipped = _clues(given, marks)
    return best_next(_state(given, marks), clues, skipped)


def _possible(state: Posterior) -> int:
    """Count the types that together reach the share of probability that the known types have."""
    total, count = 0.0, 0
    for each in sorted(state.probabilities, reverse=True):
        if total >= COVERED * (1 - state.unknown):
            break
        total += each
        count += 1
    return count


def key(*, marks: Reading | None = None) -> Key:
    """Begin a session with the key.

    Args:
        marks: What ``marking.read`` gave, when the marks were read before.

    Returns:
        The session, without answers.

    >>> from firearmskit import identification
    >>> session = identification.key()
    >>> session = session.answer(None)
    >>> "couldn't be seen" in session.explain()[0]
    True
    """
    return Key(marks=marks)


@dataclass(frozen=True, kw_only=True)
class Couplet:
    """One step of a printed key: two statements, one of which holds.

    Args:
        number: Number of the step, from 1.
        statement: What the first statement says.
        otherwise: What the second says.
        yes: Where the first leads: the number of a step, or names of types.
        no: Where the second leads.
    """

    number: int
    statement: str
    otherwise: str
    yes: int | tuple[str, ...]
    no: int | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class KeyTable:
    """A key to print.

    Args:
        models: Ids of the types that it leads to.
        couplets: The steps, in order; none when nothing tells the types apart.
    """

    models: tuple[str, ...]
    couplets: tuple[Couplet, ...]

    def text(self) -> str:
        """Give the key as lines of text, two a step."""
        lines = []
        for each in self.couplets:
            lines.append(f"{each.number}a  {each.statement} → {_leads(each.yes)}")
            lines.append(f"{each.number}b  {each.otherwise} → {_leads(each.no)}")
        return "\n".join(lines)


def _leads(target: int | tuple[str, ...]) -> str:
    return str(target) if isinstance(target, int) else _(" or ").join(target)


def key_table(types: Collection[str]) -> KeyTable:
    """Make a dichotomous key that tells a few types apart, for work on paper.

    Each step is the statement that splits the types best by what the reference says of them. A type of which pieces
    differ, or of which the reference doesn't say what it shows, goes both ways.

    Args:
        types: Ids of types of the reference, at most 60.

    Returns:
        The key.

    Raises:
        UnknownCodeError: A type isn't in the reference.
        InputError: There are too few or too many types.

    >>> from firearmskit import identification
    >>> print(identification.key_table(["nagant", "sw10", "webley-iv"]).text().splitlines()[1])
    1b  Script of the marks: something else → Nagant M1895
    """
    if isinstance(types, str) or not isinstance(types, Collection):
        raise InputError(_("a key needs ids of types, not {value}").format(value=quote(types)))
    for model in types:
        if model not in models():
            raise UnknownCodeError(_("{id} isn't a type of the reference").format(id=quote(model)))
    chosen = tuple(dict.fromkeys(types))
    if not 2 <= len(chosen) <= MOST_TYPES:
        raise InputError(
            _("a printed key leads to 2 to {most} types, not to {count}").format(most=MOST_TYPES, count=len(chosen))
        )
    return KeyTable(models=chosen, couplets=_couplets(chosen))


def _couplets(chosen: Sequence[str]) -> tuple[Couplet, ...]:
    """Split the types again and again; steps are numbered in the order in which they are met."""
    waiting: list[tuple[str, ...]] = [tuple(chosen)]
    numbers: dict[tuple[str, ...], int] = {waiting[0]: 1}
    couplets = []
    for types in waiting:  # grows while it is read
        split = _best_split(types)
        if split is None:
            if numbers[types] == 1:
                return ()
            continue
        feature, value, yes, no = split
        name = _(next(each.name for each in features() if each.id == feature))
        targets: list[int | tuple[str, ...]] = []
        for part in (yes, no):
            if len(part) == 1 or _best_split(part) is None:
                targets.append(tuple(reference.get(reference.Model, model).name for model in part))
                continue
            if part not in numbers:
                numbers[part] = len(numbers) + 1
                waiting.append(part)
            targets.append(numbers[part])
        couplets.append(
            Couplet(
                number=numbers[types],
                statement=_("{feature}: {answer}").format(feature=name, answer=label(feature, value)),
                otherwise=_("{feature}: something else").format(feature=name),
                yes=targets[0],
                no=targets[1],
            )
        )
    return tuple(couplets)


def _best_split(types: tuple[str, ...]) -> tuple[str, str, tuple[str, ...], tuple[str, ...]] | None:
    """Find the statement that leaves the fewest types on its longer side; an eye's error breaks ties."""
    best = None
    for feature in features():
        if feature.id in ("calibre", "country"):
            continue
        shown = {model: fact_of(model, feature.id) for model in types}
        for value in dict.fromkeys(value for fact in shown.values() if fact for value in fact.values):
            if value == "none" and feature.id not in ("bolt_handle", "stock"):
                continue
            yes = tuple(m for m, fact in shown.items() if fact is None or value in fact.values)
            no = tuple(m for m, fact in shown.items() if fact is None or fact.values != (value,))
            if len(yes) == len(types) or len(no) == len(types):
                continue
            score = (max(len(yes), len(no)), len(yes) + len(no), feature.error_percent)
            if best is None or score < best[0]:
                best = (score, (feature.id, value, yes, no))
    return best[1] if best else None
