"""Tables of scores are read whatever is in them, or refused with the row and the cell."""

from __future__ import annotations

import pytest

from firearmskit.ballistics.strength import read_scores
from firearmskit.errors import InputError
from tests.ballistics.strength.making import SAID

HEADER = "weapon1,weapon2,hypothesis,accf,cmc,n,split1"
ROWS = ("1,1,1,66.2,16,31,t", "2,2,1,37,23,28,v", "1,2,0,12.5,0,30,n")


def read(tmp_path, text, name="scores.csv"):
    """Write a table and read it."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_scores(path, name="Two pistols", **SAID)


def test_a_table_is_read(tmp_path):
    """Firearms, truth, scores and splits come over."""
    population = read(tmp_path, "\n".join((HEADER, *ROWS)))
    assert population.first == ("1", "2", "1")
    assert population.same.tolist() == [True, True, False]
    assert population.scores_of("accf").tolist() == [66.2, 37.0, 12.5]
    assert set(population.scores) == {"accf", "cmc", "n", "fraction"}
    assert population.splits["split1"] == ("t", "v", "n")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + "\r\n".join((HEADER, *ROWS, "", "")),
        "\n".join((HEADER, *ROWS)).replace(",", ";"),
        "\n".join((HEADER.replace("weapon", "firearm"), *ROWS)),
        "\n".join((HEADER, *(row.replace(",", " , ") for row in ROWS))),
    ],
    ids=["byte order mark and empty lines", "semicolons", "firearm1", "spaces"],
)
def test_other_forms_of_the_same_table_are_read(tmp_path, text):
    """What a spreadsheet program makes of it is the same population."""
    assert read(tmp_path, text).scores_of("cmc").tolist() == [16, 23, 0]


def changed(row: int, old: str, new: str) -> str:
    """Give the table with one cell changed."""
    rows = list(ROWS)
    assert old in rows[row]
    rows[row] = rows[row].replace(old, new, 1)
    return "\n".join((HEADER, *rows))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no table"),
        ("a,b\n1,2\n", 'must have one column firearm1 or weapon1; its columns are "a, b"'),
        ("weapon1,weapon2,hypothesis\n1,1,1\n1,2,0\n", "has no column of scores"),
        (
            "\n".join(("weapon1,firearm1,weapon2,hypothesis,cmc", "1,1,1,1,3")),
            "must have one column firearm1 or weapon1",
        ),
        (changed(0, "66.2", "sixty"), 'row 2, column "accf": "sixty" can\'t be used: it must be a number'),
        (changed(0, "66.2", "nan"), '"nan"'),
        (changed(0, "66.2", "1e999"), '"inf" isn\'t a finite number'),
        (changed(0, "66.2", "1_000"), '"1_000"'),
        (changed(0, "66.2", "٣"), '"٣"'),
        (changed(0, "66.2", '"66,2"'), '"66,2"'),
        (changed(0, ",16,", ",16.5,"), '"16.5" isn\'t a whole number'),
        (changed(0, ",16,", ",-3,"), '"-3.0"'),
        (changed(0, ",16,", ",33,"), "33 congruent cells of 31 can't be"),
        (changed(1, "2,2,1", "2,2,2"), 'column "hypothesis": "2" can\'t be used: it must be 1'),
        (changed(1, "2,2,1", "2,2,0"), 'column "hypothesis": "0" can\'t be used: the firearms are 2, 2'),
        (changed(2, "1,2,0", "1,2,1"), "the firearms are 1, 2"),
        (changed(2, "1,2,0", ",2,0"), 'row 4, column "weapon1": "" can\'t be used: it must not be empty'),
        (changed(2, ",n", ",x"), 'column "split1": "x" can\'t be used: it must be t or v or n'),
        (changed(2, ",n", ""), 'row 4, column "split1": ""'),
        (changed(2, ",n", ",n,9"), "row 4: there are more cells than columns"),
        ("\n".join((HEADER, ROWS[0])), "no comparison of marks from different sources"),
        (b"weapon1,weapon2,hypothesis,cmc\n\xff,\xff,1,3\n", "isn't utf-8"),
        ('weapon1,weapon2,hypothesis,cmc\n"1,1,1,3\n', "no sound table"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, text, message):
    """The message names the row and quotes the cell."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert message in str(caught.value)


def test_a_file_that_isnt_there_is_named(tmp_path):
    """The message quotes the name."""
    with pytest.raises(InputError, match=r'"none\.csv"'):
        read_scores(tmp_path / "none.csv", name="None", **SAID)
