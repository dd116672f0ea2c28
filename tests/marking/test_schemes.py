"""A State's own marks."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firearmskit import marking
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.marking.schemes import ALPHABET

SCHEME = marking.design("NGA", agencies={"PF": "Police", "CU": "Customs"}, arms_a_year=40_000, first_year=2026)
MARKS = [
    SCHEME.mark(event="import", agency="CU", year=2026, number=4512),
    SCHEME.mark(event="seizure", agency="PF", year=2031, number=99_998),
]


def is_read(text: str) -> bool:
    """Tell whether a text is read as a mark of the scheme."""
    try:
        SCHEME.parse(text)
    except InputError:
        return False
    return True


def test_the_check_character_is_that_of_the_standard():
    """The example of a donation number that libraries of the standard MOD 37-2 use gives its published character."""
    assert marking.check_character("G123489654321") == "Y"


@pytest.mark.parametrize("mark", [MARKS[0], pytest.param(MARKS[1], marks=pytest.mark.slow)])
def test_no_single_character_can_be_replaced_unseen(mark):
    """Every replacement of one character, at every place, makes a text that is refused."""
    plain = mark.replace(" ", "")
    changed = [
        plain[:at] + char + plain[at + 1 :] for at in range(len(plain)) for char in ALPHABET if char != plain[at]
    ]
    assert len(changed) == len(plain) * 35
    assert not any(map(is_read, changed))


@pytest.mark.parametrize("mark", MARKS)
def test_no_two_neighbours_can_be_swapped_unseen(mark):
    """Every swap of two different neighbours makes a text that is refused."""
    plain = mark.replace(" ", "")
    swaps = [
        plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :]
        for at in range(len(plain) - 1)
        if plain[at] != plain[at + 1]
    ]
    assert swaps
    assert not any(map(is_read, swaps))


def test_the_check_alone_catches_every_slip_in_any_text():
    """By itself, the character catches replacements and swaps in texts of any length."""
    draw = random.Random(2)
    for length in (1, 2, 7, 20, 35):
        text, check = "", None
        while check is None:
            text = "".join(draw.choices(ALPHABET, k=length))
            check = marking.check_character(text)
        whole = text + check
        for at in range(len(whole)):
            for char in ALPHABET:
                if char != whole[at]:
                    other = whole[:at] + char + whole[at + 1 :]
                    assert marking.check_character(other[:-1]) != other[-1]
            if at and whole[at] != whole[at - 1]:
                other = whole[: at - 1] + whole[at] + whole[at - 1] + whole[at + 1 :]
                assert marking.check_character(other[:-1]) != other[-1]


def test_in_a_whole_scheme_no_slip_makes_another_text_whose_check_fits():
    """Each replacement and each swap of neighbours, in each mark of a year with three digits, breaks the check."""
    small = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=400, first_year=2026)
    assert small.number_digits == 3
    marks = [mark.replace(" ", "") for _number, mark in small.marks(event="seizure", agency="P", year=2026)]
    fits = {text: marking.check_character(text) for text in {mark[:-1] for mark in marks}}

    def check(text):
        if text not in fits:
            fits[text] = marking.check_character(text)
        return fits[text]

    unseen = []
    for mark in marks:
        for at, own in enumerate(mark):
            unseen += [
                (mark, at, char)
                for char in ALPHABET
                if char != own and check((text := mark[:at] + char + mark[at + 1 :])[:-1]) == text[-1]
            ]
        for at in range(len(mark) - 1):
            text = mark[:at] + mark[at + 1] + mark[at] + mark[at + 2 :]
            if text != mark and check(text[:-1]) == text[-1]:
                unseen.append((mark, at, "swap"))
    assert len(marks) > 850
    assert not unseen


def test_no_check_character_looks_like_another():
    """Neither 0 and O nor 1 and I end a mark, and such a number is refused; one that fits is read all the same."""
    ends = {mark[-1] for _number, mark in SCHEME.marks(event="import", agency="PF", year=2026, first=99_000)}
    assert ends == set(ALPHABET) - set("01IO")
    other = next(
        text
        for number in range(1, 200)
        if (text := f"NGAMPF26{number:05}") and marking.check_character(text) in set("01IO")
    )
    with pytest.raises(InputError, match="looks like another"):
        SCHEME.mark(event="import", agency="PF", year=2026, number=int(other[-5:]))
    assert SCHEME.parse(other + marking.check_character(other)).number == int(other[-5:])


def test_proposals_are_all_marks_that_one_slip_explains():
    """What is proposed is what trying each replacement and swap finds, but for check characters that aren't given."""
    plain = MARKS[0].replace(" ", "")
    for text in (plain.replace("04512", "05412"), "Ж" + plain[1:], plain[:-1] + "0", plain.replace("CU", "UC")):
        near = {text[:at] + char + text[at + 1 :] for at in range(len(text)) for char in ALPHABET}
        near |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
        expected = {each for each in near if is_read(each) and (each[-1] == text[-1] or each[-1] not in "01IO")}
        with pytest.raises(InputError) as refused:
            SCHEME.parse(text)
        said = str(refused.value).partition("it may be: ")[2].rstrip(".").split(", ")
        assert {each.replace(" ", "") for each in said} == expected, text


@given(
    st.sampled_from(sorted(marking.EVENT_LETTERS)),
    st.sampled_from(["PF", "CU"]),
    st.integers(2026, 2125),
    st.integers(1, 99_999),
)
def test_a_mark_is_read_back(event, agency, year, number):
    """What is written is what is read, whatever separators and case; a number without a usable check is refused."""
    parts = f"NGA{marking.EVENT_LETTERS[event]}{agency}{year % 100:02}{number:05}"
    if marking.check_character(parts) in {None, *"01IO"}:
        with pytest.raises(InputError, match="isn't used"):
            SCHEME.mark(event=event, agency=agency, year=year, number=number)
        return
    mark = SCHEME.mark(event=event, agency=agency, year=year, number=number)
    for text in (mark, mark.replace(" ", ""), mark.replace(" ", "-").lower()):
        assert SCHEME.parse(text) == marking.StateMark(
            country="NGA", event=event, agency=agency, year=year, number=number
        )


def test_one_slip_of_the_pen_is_mended_by_proposals():
    """The message of a refused mark names the marks that it may be, the true one among them."""
    with pytest.raises(InputError, match=MARKS[0]):
        SCHEME.parse(MARKS[0].replace("04512", "05412"))


@given(st.text(max_size=300))
def test_any_other_text_is_refused_with_a_reason(text):
    """Nothing but an error of ours comes of a text that is no mark."""
    with pytest.raises(InputError, match="is no mark of this scheme"):
        SCHEME.parse(text)


def test_the_marks_in_turn_leave_out_what_has_no_check_character():
    """Numbers follow each other but for about five in 37, and each mark is read back."""
    numbers = []
    for number, mark in SCHEME.marks(event="possession-by-state", agency="PF", year=2027):
        numbers.append(number)
        assert SCHEME.parse(mark).number == number
        if number > 3000:
            break
    left_out = set(range(1, numbers[-1])) - set(numbers)
    assert 0.12 < len(left_out) / numbers[-1] < 0.15


def test_a_scheme_has_room_for_twice_as_many_and_says_how_wide_it_is():
    """The number has as few digits as suffice; the width follows from the height."""
    assert SCHEME.number_digits == 5
    assert SCHEME.capacity() >= 80_000
    assert sum(1 for _ in SCHEME.marks(event="possession-by-state", agency="PF", year=2027)) >= SCHEME.capacity()
    small = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=400, first_year=2026)
    made = {
        sum(1 for _ in small.marks(event=event, agency="P", year=year))
        for event in marking.EVENT_LETTERS
        for year in range(2026, 2126, 5)
    }
    assert small.capacity() <= min(made) <= small.capacity() + 3
    assert SCHEME.width_mm(2) == pytest.approx(SCHEME.length * 1.4)
    assert len(MARKS[0].replace(" ", "")) == SCHEME.length


@pytest.mark.parametrize(
    "changes",
    [
        {"agencies": {}},
        {"agencies": {"P": "Police", "CU": "Customs"}},
        {"agencies": {"p": "Police"}},
        {"agencies": {"P1": "Police"}},
        {"arms_a_year": 0},
        {"arms_a_year": True},
        {"arms_a_year": 2.5},
        {"first_year": 26},
    ],
)
def test_a_scheme_that_cannot_work_is_refused(changes):
    """Agencies, figures and years are checked, and the error quotes them."""
    given_ = {"agencies": {"P": "Police"}, "arms_a_year": 100, "first_year": 2026} | changes
    with pytest.raises(InputError):
        marking.design("NGA", **given_)


def test_a_state_that_does_not_exist_is_refused():
    """The code of the State is looked up."""
    with pytest.raises(UnknownCodeError, match="NGR"):
        marking.design("NGR", agencies={"P": "Police"}, arms_a_year=100, first_year=2026)


@pytest.mark.parametrize(
    "changes",
    [
        {"event": "theft"},
        {"agency": "XX"},
        {"year": 2025},
        {"year": 2126},
        {"number": 0},
        {"number": 100_000},
        {"number": "1"},
    ],
)
def test_a_mark_with_a_part_of_another_scheme_is_not_written(changes):
    """Each part is checked before a mark is written."""
    with pytest.raises(InputError):
        SCHEME.mark(**({"event": "import", "agency": "CU", "year": 2026, "number": 12} | changes))


@pytest.mark.parametrize("bad", ["", "a", "A B", "Ж", "A" * 36, None])
def test_no_check_character_is_reckoned_for_other_signs(bad):
    """Only digits and capitals count."""
    with pytest.raises(InputError):
        marking.check_character(bad)
