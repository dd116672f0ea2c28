"""The evaluation form: what was typed in is read whole or refused with its place, and a small group stays unknown."""

from __future__ import annotations

import csv
import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit.course.evaluation import (
    FEWEST,
    QUESTIONS,
    Form,
    empty_table,
    parse_evaluation,
    summary,
)
from firearmskit.errors import CourseError

HEAD = ["form", *QUESTIONS]


def typed(*rows: dict[str, str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """Type forms into the table, as a spreadsheet saves it."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=separator)
    table.writerow(HEAD)
    table.writerows([[str(number), *(row.get(sign, "") for sign in QUESTIONS)] for number, row in enumerate(rows, 1)])
    return text.getvalue().encode(encoding)


def test_an_empty_table_is_one_to_type_into():
    """The table has a column a question and numbered rows; as long as nothing is typed, it holds no form."""
    rows = list(csv.reader(io.StringIO(empty_table(12))))
    assert rows[0] == HEAD
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 13)]
    assert parse_evaluation(empty_table().encode()) == ()


def test_there_are_ten_statements_and_three_questions():
    """The form fits on a page: eight to ten statements to rate, three open questions."""
    assert 8 <= sum(sign.isdigit() for sign in QUESTIONS) <= 10
    assert sum(not sign.isdigit() for sign in QUESTIONS) == 3


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-8"), (";", "cp1252")]
)
def test_every_spreadsheet_is_read(separator: str, encoding: str):
    """Commas, semicolons and tabs, with or without a mark of UTF-8, or as an older Windows saves it."""
    data = typed({"1": "5", "10": " 2 ", "A": "Préparer\nmieux; tôt, bien"}, {}, separator=separator, encoding=encoding)
    assert parse_evaluation(data) == (Form(ratings={"1": 5, "10": 2}, comments={"A": "Préparer mieux; tôt, bien"}),)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (typed({"3": "6"}), 'row 2, column 3: "6" isn\'t a number from 1 to 5'),
        (typed({}, {"3": "4.5"}), 'row 3, column 3: "4.5"'),
        (typed({"3": "٤"}), "column 3"),
        (typed({"A": "x" * 2001}), "row 2, column A: .* is too long"),
        (b"form,1,2\n1,5,5\n", "each of these columns once: 3, 4, 5, 6, 7, 8, 9, 10, A, B, C"),
        (",".join([*HEAD, "1"]).encode(), "each of these columns once: 1$"),
        (",".join([*HEAD, "name"]).encode(), 'a column "name"'),
        (",".join([*HEAD, ""]).encode() + b"\n" + b"," * len(HEAD) + b"Ada", '"Ada" stands in a column without a name'),
        (",".join(HEAD).encode() + b"\n" + b"," * (len(HEAD) + 1) + b"Ada", '"Ada" stands outside'),
        (b"", "each of these columns once"),
        (b"x" * 1_000_001, "1,000,001 bytes"),
        (b'form,"1\n', "can't be read|column"),
        (",".join(HEAD).encode() + b"\n1" * 2001, "2,001 rows"),
    ],
)
def test_what_can_not_be_read_is_quoted_with_its_place(data: bytes, said: str):
    """A wrong entry, a column too many or too few, a file too large: each is refused by name."""
    with pytest.raises(CourseError, match=said):
        parse_evaluation(data)


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused(data: bytes):
    """Whatever the file holds, there are forms or a sentence."""
    for each in (data, ",".join(HEAD).encode() + b"\n" + data):
        with suppress(CourseError):
            assert all(isinstance(form, Form) for form in parse_evaluation(each))


def test_comments_disturb_no_page_and_no_terminal():
    """Characters that turn text around are made visible."""
    (form,) = parse_evaluation(typed({"B": "\u202eabc\x1b[31m"}))
    assert form.comments == {"B": r"\u202eabc\x1b[31m"}


def test_counts_and_median():
    """Each statement has its counts and its median, also where some left it out or all did."""
    forms = [Form(ratings={"1": value}, comments={}) for value in (1, 5, 5, 4)] + [Form(ratings={"2": 3}, comments={})]
    found = {rating.sign: rating for rating in summary(forms).ratings}
    assert (found["1"].counts, found["1"].median) == ((1, 0, 0, 1, 2), 4.5)
    assert (found["2"].counts, found["2"].median) == ((0, 0, 1, 0, 0), 3)
    assert (found["3"].counts, found["3"].median) == ((0, 0, 0, 0, 0), None)


def test_a_small_group_stays_unknown():
    """Of fewer than five forms only their number is told."""
    forms = [Form(ratings={"1": 1}, comments={"A": "I will complain"})] * (FEWEST - 1)
    found = summary(forms)
    assert (found.forms, found.ratings, found.comments) == (FEWEST - 1, (), {})
    assert summary([*forms, forms[0]]).comments["A"] == ("I will complain",) * FEWEST


def test_comments_lose_the_order_of_the_forms():
    """Two comments of one form can't be matched by their place."""
    forms = [Form(ratings={}, comments={"A": a, "B": b}) for a, b in zip("dbace", "bdeca", strict=True)]
    assert summary(forms).comments == {"A": ("a", "b", "c", "d", "e"), "B": ("a", "b", "c", "d", "e"), "C": ()}
