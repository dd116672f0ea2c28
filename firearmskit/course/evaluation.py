"""The evaluation form at the end of a course: what participants say of it, without their names.

The form is on paper (``curriculum/assessments/index.md`` prints it). A trainer types the forms into a table, one row a
form, whose columns are the signs that stand before the questions. :func:`firearmskit.course.closing.close` sums it up.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

from firearmskit.errors import CourseError, escape, quote
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = [
    "EVALUATION",
    "FEWEST",
    "QUESTIONS",
    "SCALE",
    "Form",
    "Rating",
    "Summary",
    "empty_table",
    "parse_evaluation",
    "summary",
]

EVALUATION = "trainer/evaluation.csv"
"""In a course folder, the table into which a trainer types the forms."""
SCALE = {
    1: N_("not at all"),
    2: N_("hardly"),
    3: N_("in part"),
    4: N_("mostly"),
    5: N_("fully"),
}
"""How far somebody agrees with a statement."""
STATEMENTS = {
    "1": N_("From the start I knew what I should be able to do at the end."),
    "2": N_("The course fits the work that I do."),
    "3": N_("The level was right for me."),
    "4": N_("The cases were like those that I meet, or may meet, at work."),
    "5": N_("In the exercises I could practise what the lessons had taught."),
    "6": N_("What I was told about my answers helped me to do better."),
    "7": N_("The trainers answered what was asked."),
    "8": N_("Everybody could take part, whatever their agency, rank or sex."),
    "9": N_("There was enough time."),
    "10": N_("I will use what I learned in the next three months."),
}
OPEN = {
    "A": N_("What will you do differently at work?"),
    "B": N_("What should we change, add or leave out?"),
    "C": N_("What kept you from taking part fully, if anything did: language, computers, time, or the group?"),
}
QUESTIONS: Mapping[str, str] = {**STATEMENTS, **OPEN}
"""What the form asks, by the signs of its columns: numbers are statements to rate, letters are open questions."""
FEWEST = 5
"""With fewer forms than this, neither ratings nor comments are shown: in so small a group one knows who wrote what."""

_FORM = "form"
_MOST_BYTES = 1_000_000
_MOST_FORMS = 2_000
_MOST_LETTERS = 2_000


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form as it was typed in.

    Attributes:
        ratings: ``{sign of a statement: 1 to 5}``, for those that were answered.
        comments: ``{sign of an open question: text}``, for those that were answered.
    """

    ratings: Mapping[str, int]
    comments: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Rating:
    """How a group rated one statement.

    Attributes:
        sign: Of the statement.
        counts: How many gave 1, 2, 3, 4 and 5.
        median: ``None`` where nobody rated it.
    """

    sign: str
    counts: tuple[int, int, int, int, int]
    median: float | None


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a group said.

    Attributes:
        forms: How many forms there are.
        ratings: One a statement; empty with fewer than :data:`FEWEST` forms.
        comments: ``{sign of an open question: texts}``, in alphabetical order so that no two belong together by their
            place; empty with fewer than :data:`FEWEST` forms.
    """

    forms: int
    ratings: tuple[Rating, ...]
    comments: Mapping[str, tuple[str, ...]]


def empty_table(forms: int = 30) -> str:
    """Give an empty table to type forms into, as CSV.

    Args:
        forms: How many rows; each bears a number, to be written on the paper form too, and nothing else about it.
    """
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow([_FORM, *QUESTIONS])
    table.writerows([number, *("" for _sign in QUESTIONS)] for number in range(1, forms + 1))
    return text.getvalue()


def parse_evaluation(data: bytes) -> tuple[Form, ...]:
    """Read the table of forms as a spreadsheet saved it: with commas, semicolons or tabs, in UTF-8 or as Windows does.

    Args:
        data: The file's bytes.

    Returns:
        One form a row that answers anything; empty rows are left out.

    Raises:
        CourseError: Too large, not such a table, or an entry that can't be one; it is quoted with its place.
    """
    if len(data) > _MOST_BYTES:
        raise CourseError(
            _("the table of evaluation forms has {count:,} bytes; the limit is {limit:,}").format(
                count=len(data), limit=_MOST_BYTES
            )
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    lines = text.splitlines(keepends=True)
    separator = max(",;\t", key=lines[0].count) if lines else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise CourseError(_("the table of evaluation forms can't be read: {error}").format(error=error)) from None
    head = [name.strip() for name in rows[0]] if rows else []
    signs = {sign.casefold(): sign for sign in (_FORM, *QUESTIONS)}
    columns = [signs.get(name.casefold()) for name in head]
    for name, column in zip(head, columns, strict=True):
        if column is None and name:
            raise CourseError(
                _("the table of evaluation forms has a column {name}; it may have {known}").format(
                    name=quote(name), known=", ".join(signs.values())
                )
            )
    named = [column for column in columns if column]
    missing = [sign for sign in QUESTIONS if named.count(sign) != 1]
    if missing:
        raise CourseError(
            _("the table of evaluation forms must have each of these columns once: {missing}").format(
                missing=", ".join(missing)
            )
        )
    if len(rows) - 1 > _MOST_FORMS:
        raise CourseError(
            _("the table of evaluation forms has {count:,} rows; the limit is {limit:,}").format(
                count=len(rows) - 1, limit=_MOST_FORMS
            )
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        if any(entry.strip() for entry in row[len(columns) :]):
            raise CourseError(
                _("evaluation forms, row {row}: {value} stands outside of the columns").format(
                    row=number, value=quote(next(entry for entry in row[len(columns) :] if entry.strip()))
                )
            )
        entries = {column: entry.strip() for column, entry in zip(columns, row, strict=False) if entry.strip()}
        stray = entries.pop(None, None)
        if stray is not None:
            raise CourseError(
                _("evaluation forms, row {row}: {value} stands in a column without a name").format(
                    row=number, value=quote(stray)
                )
            )
        answers = {sign: entries[sign] for sign in QUESTIONS if sign in entries}
        if answers:
            found.append(_form(number, answers))
    return tuple(found)


def _form(row: int, answers: Mapping[str, str]) -> Form:
    ratings, comments = {}, {}
    for sign, entry in answers.items():
        if sign in STATEMENTS:
            if entry not in ("1", "2", "3", "4", "5"):
                raise CourseError(
                    _("evaluation forms, row {row}, column {column}: {value} isn't a number from 1 to 5").format(
                        row=row, column=sign, value=quote(entry)
                    )
                )
            ratings[sign] = int(entry)
        elif len(entry) > _MOST_LETTERS:
            raise CourseError(
                _("evaluation forms, row {row}, column {column}: {value} is too long; the limit is {limit:,}").format(
                    row=row, column=sign, value=quote(entry), limit=_MOST_LETTERS
                )
            )
        else:
            comments[sign] = escape(" ".join(entry.split()))
    return Form(ratings=ratings, comments=comments)


def summary(forms: Iterable[Form]) -> Summary:
    """Put the forms of a group together; of fewer than :data:`FEWEST`, only their number is told.

    Args:
        forms: As :func:`parse_evaluation` gives them.
    """
    held = list(forms)
    if len(held) < FEWEST:
        return Summary(forms=len(held), ratings=(), comments={})
    ratings = []
    for sign in STATEMENTS:
        given = [form.ratings[sign] for form in held if sign in form.ratings]
        one, two, three, four, five = (given.count(value) for value in SCALE)
        ratings.append(Rating(sign=sign, counts=(one, two, three, four, five), median=median(given) if given else None))
    comments = {sign: tuple(sorted(form.comments[sign] for form in held if sign in form.comments)) for sign in OPEN}
    return Summary(forms=len(held), ratings=tuple(ratings), comments=comments)
