"""What the page of the exhibit's journey says of its cards and its report is what the library finds."""

from __future__ import annotations

import re

from firearmskit.ballistics import strength
from firearmskit.ballistics.statements import check_statement
from firearmskit.records import custody
from tools import pages

PAGE = (pages.CURRICULUM / "m16_ballistics" / "activities" / "exhibits-journey.md").read_text(encoding="utf-8")
CARD = re.compile(
    r"\*\*Card (?P<card>[A-H])\*\*, item (?P<item>\S+)\n\n"
    r"From: (?P<giver>[^.]+)\. To: (?P<receiver>[^.]+)\.\n"
    r"When: (?P<day>\S+) at (?P<time>\d\d:\d\d)\.\n"
    r"Came with seal (?P<came>\d+), left with seal (?P<left>\d+)\.\n"
    r"Why: (?P<why>[^\n]+)\.\n"
    r"Signed by: (?P<signed>[^\n]+)\.\n"
)
BEGIN = custody.Held(party="Officer Daal", at="2026-03-04T14:10Z", item="K-14", seal="2214")
END = custody.Held(party="Court clerk Amadi", item="K-14", seal="2301")


def part(heading: str) -> str:
    """Give the text below a heading of the page."""
    return re.split(r"^## ", PAGE.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


def table(text: str, first: str) -> list[dict[str, str]]:
    """Give the rows of the table whose first column has this name."""
    lines = text[text.index(f"| {first} |") :].split("\n\n")[0].splitlines()
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


def named(cell: str) -> list[str]:
    """Give the codes that a row of the debrief names."""
    return re.findall(r"`([^`]+)`", cell)


CARDS = {found["card"]: found for found in CARD.finditer(part("The custody cards"))}
STEPS = {
    card: custody.Step(
        item=found["item"],
        from_party=found["giver"],
        to_party=found["receiver"],
        at=f"{found['day']}T{found['time']}Z",
        seal_before=found["came"],
        seal_after=found["left"],
        signed_by=tuple(found["signed"].split(", ")),
        source=card,
    )
    for card, found in CARDS.items()
}
BREAKS = table(part("Debrief"), "Break")
REPORT = table(part("Minute 30: the report"), "No.")
VERDICTS = table(part("Debrief"), "No.")
(STATEMENT,) = re.findall(r"^> (.+)$", part("Debrief"), flags=re.MULTILINE)


def broken(*more: custody.Step) -> set[tuple[str, str]]:
    """Give what the check finds in the cards: its word, and the cards that it is about."""
    found = custody.check_chain([*STEPS.values(), *more], recovered=BEGIN, until=END)
    return {(each.code, " and ".join(str(step.source) for step in each.steps)) for each in found}


def test_the_cards_can_be_read():
    """Eight cards in the same form, of which none says by its letter where it belongs."""
    assert sorted(CARDS) == list("ABCDEFGH")
    assert part("The custody cards").count("cut-card") == len(CARDS)
    assert sorted(CARDS, key=lambda card: STEPS[card].at or "") != list("ABCDEFGH")


def test_the_breaks_of_the_debrief_are_those_that_the_library_finds():
    """Each break that the debrief names stands in the cards, between these cards, and there is no other."""
    told = {(code, row["Cards"]) for row in BREAKS for code in named(row["What the check of the library calls it"])}
    assert broken() == told
    assert len(BREAKS) == 4


def test_the_order_of_the_debrief_is_that_of_the_library():
    """The library brings the cards into the order that the debrief gives."""
    order = re.search(r"The order of the cards is ([A-H, ]+)\.", part("Debrief"))[1].split(", ")
    told = custody.describe(STEPS.values(), recovered=BEGIN, until=END)
    assert re.findall(r"Source: ([A-H])\.", told) == order


def test_one_break_is_for_people_alone():
    """On two cards a seal is changed; only one says why, with two signatures, and the library sees neither."""
    changed = {card: found for card, found in CARDS.items() if found["came"] != found["left"]}
    assert sorted(changed) == ["B", "F"]
    assert ("sealed anew" in changed["B"]["why"], "seal" in changed["F"]["why"]) == (True, False)
    assert [len(found["signed"].split(", ")) for _card, found in sorted(changed.items())] == [2, 1]
    (row,) = [row for row in BREAKS if row["Cards"] == "F"]
    assert row["What the check of the library calls it"] == "nothing"


def test_the_message_would_close_the_gap_and_nothing_else():
    """With a step from Ilves to Onda the gap is gone, and the other breaks stay."""
    said = custody.Step(
        item="K-14",
        from_party="Courier Ilves",
        to_party="Courier Onda",
        at="2026-03-06T10:00Z",
        seal_before="2214",
        seal_after="2214",
        signed_by=("Ilves", "Onda"),
        source="message",
    )
    assert broken() - broken(said) == {("gap", "G and A")}
    assert broken(said) <= broken()


def test_the_verdicts_on_the_report_are_those_of_the_check():
    """Of each sentence the check of statements says what the debrief tells; each has a verdict."""
    assert [row["No."] for row in REPORT] == [row["No."] for row in VERDICTS] == [str(n) for n in range(1, 11)]
    for sentence, verdict in zip(REPORT, VERDICTS, strict=True):
        found = {each.code for each in check_statement(sentence["What it says"]) if each.severity == "error"}
        assert found == set(named(verdict["What the check of statements calls it"])), sentence
        assert verdict["Verdict"] in ("it stands", "it falls", "ask")
    assert sum(bool(named(row["What the check of statements calls it"])) for row in VERDICTS) == 4
    assert "The check finds four of the ten" in PAGE


def test_another_number_stands_in_the_report():
    """The report names a case that nobody sealed, and the check character of a label would have shown it."""
    assert "K-41" in REPORT[5]["What it says"]
    assert "K-41" not in part("The custody cards")
    labels = [custody.label(item, on="2026-03-04").splitlines()[-1] for item in ("K-14", "K-41")]
    assert labels[0] != labels[1]


def test_the_statement_of_the_debrief_passes():
    """The check has nothing to say against the statement that the debrief gives as a good one."""
    assert check_statement(STATEMENT) == ()


def test_none_of_nine_hundred_is_about_one_in_three_hundred():
    """What the debrief says of none of 900 pairs is what the limits of the library say, about."""
    assert 1 / 350 < strength.rate(0, 900, level=0.9).high < 1 / 250


def test_times_of_the_activity():
    """The steps follow each other from the first minute to the seventy-fifth, and each sheet comes at its step."""
    steps = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+) to (\d+) \|", PAGE, flags=re.MULTILINE)]
    assert [start for start, _ in steps[1:]] == [end for _, end in steps[:-1]]
    assert (steps[0][0], steps[-1][1]) == (0, 75)
    sheets = [int(minute) for minute in re.findall(r"^## Minute (\d+):", PAGE, flags=re.MULTILINE)]
    assert set(sheets) <= {start for start, _ in steps}
