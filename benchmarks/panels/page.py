"""The figures as Markdown: what the benchmark prints is what ``docs/reading-accuracy.md`` shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from . import scoring
from .confusions import CONFUSIONS
from .scoring import Claim, Score

PAGE = Path(__file__).parents[2] / "docs" / "reading-accuracy.md"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; every column but the first is of figures, to the right."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    """Write a share with one decimal."""
    return f"{share:.1%}".replace("%", " %")


def interval(ends: tuple[float, float]) -> str:
    """Write an interval of shares."""
    return f"{percent(ends[0])} to {percent(ends[1])}"


def share(right: int, of: int) -> list[str]:
    """Write a share, its counts and its interval by Wilson's formula."""
    return (
        [percent(right / of), f"{right} of {of}", interval(scoring.wilson(right, of))] if of else ["none", "0 of 0", ""]
    )


def invented(scores: Sequence[Score]) -> list[str]:
    """Write how many serials no panel has."""
    elsewhere, cut = sum(len(one.elsewhere) for one in scores), sum(len(one.cut) for one in scores)
    return [str(elsewhere + cut), f"{elsewhere} elsewhere, {cut} cut or fused", ""]


def summary(scores: Sequence[Score]) -> list[list[str]]:
    """Give the rows that stand first for real and synthetic panels alike."""
    return [
        ["the serial right", *share(sum(one.serial_right for one in scores), len(scores))],
        ["every field right", *share(sum(one.right == len(one.fields) for one in scores), len(scores))],
        ["fields right", *share(*scoring.fields_right(scores))],
    ]


HEAD = ("", "share", "count", "95 % interval")


def real(scores: Sequence[Score]) -> str:
    """Write the figures of real panels."""
    rows = summary(scores)
    rows.append(["fields right, drawing whole panels", rows[-1][1], rows[-1][2], interval(scoring.bootstrap(scores))])
    rows.append(["invented serials", *invented(scores)])
    return table((f"{len(scores)} real panels", *HEAD[1:]), rows)


def synthetic(scores: Sequence[Score]) -> str:
    """Write the figures of synthetic panels."""
    return table(
        (f"{len(scores)} synthetic panels", *HEAD[1:]), [*summary(scores), ["invented serials", *invented(scores)]]
    )


def bins(claims: Sequence[Claim], edges: Sequence[float]) -> str:
    """Write a reliability table, with the largest and the weighted gap."""
    found = scoring.reliability(claims, edges)
    rows = [
        [f"{one.low:.2f} to {one.high:.2f}", str(one.claims), percent(one.predicted), percent(one.observed),
         f"{100 * one.gap:+.1f}"]
        for one in found
    ]  # fmt: skip
    return (
        f"{len(claims)} claims; largest gap {100 * scoring.largest_gap(found):.1f} points, "
        f"weighted by claims {100 * scoring.weighted_gap(found):.1f} points.\n\n"
        + table(("confidence", "claims", "mean confidence", "right", "gap in points"), rows)
    )


def reliability(scores: Sequence[Score]) -> str:
    """Write the reliability of pieces that have a kind."""
    return bins([claim for one in scores for claim in one.named], scoring.NAMED_EDGES)


def reliability_of_others(scores: Sequence[Score]) -> str:
    """Write the reliability of pieces of kind ``unknown`` and of alternatives."""
    unnamed = bins([claim for one in scores for claim in one.unnamed], scoring.OTHER_EDGES)
    alternatives = bins([claim for one in scores for claim in one.alternatives], scoring.OTHER_EDGES)
    return f"Pieces of kind `unknown`: {unnamed}\n\nAlternatives: {alternatives}"


def groups(title: str, scores: Sequence[Score], name: Callable[[Score], Iterable[object]]) -> str:
    """Write the share of fields right by group, the worst first."""
    found = sorted(scoring.by(scores, name).items(), key=lambda item: (item[1][1] / item[1][2], str(item[0])))
    return table(
        (title, "panels", "fields", "right"),
        ([str(group), str(panels), str(of), percent(right / of)] for group, (panels, right, of) in found),
    )


def by_family(scores: Sequence[Score]) -> str:
    """Write the share of fields right by family."""
    return groups("family", scores, lambda one: [one.panel.family])


def by_confusion(scores: Sequence[Score]) -> str:
    """Write the share of fields right of panels with each confusion."""
    return groups(
        "confusion in the panel", scores, lambda one: [f"{at}. {CONFUSIONS[at]}" for at in one.panel.confusions]
    )


def by_field(scores: Sequence[Score]) -> str:
    """Write the share right of each sort of field."""
    kinds: dict[str, list[bool]] = {}
    for one in scores:
        for kind, right, _confusion in one.fields:
            kinds.setdefault(kind, []).append(right)
    rows = sorted(kinds.items(), key=lambda item: (sum(item[1]) / len(item[1]), item[0]))
    return table(
        ("field", "fields", "right"), ([kind, str(len(had)), percent(sum(had) / len(had))] for kind, had in rows)
    )


def blocks(real_scores: Sequence[Score], synthetic_scores: Sequence[Score]) -> dict[str, str]:
    """Give all blocks of the page that are figures, but for those of the half that was set aside and of speed."""
    return {
        "real": real(real_scores),
        "synthetic": synthetic(synthetic_scores),
        "reliability": reliability(synthetic_scores),
        "reliability of others": reliability_of_others(synthetic_scores),
        "confusions": by_confusion(synthetic_scores),
        "families": by_family(synthetic_scores),
        "fields": by_field(synthetic_scores),
    }


def block(name: str) -> re.Pattern[str]:
    """Give the pattern of a block in the page."""
    return re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n\n<!-- end -->)", re.DOTALL)


def shown(name: str) -> str:
    """Give what the page shows as a block."""
    found = block(name).search(PAGE.read_text(encoding="utf-8"))
    if not found:
        raise ValueError(f"{PAGE.name} has no block {name!r}")
    return found[0]


def write(texts: dict[str, str]) -> None:
    """Put figures into the page, each between its marks."""
    page = PAGE.read_text(encoding="utf-8")
    for name, text in texts.items():
        # A figure may hold a backslash, which a replacement would read as a reference to a group.
        page, changed = block(name).subn(text.replace("\\", r"\\"), page)
        if not changed:
            raise ValueError(f"{PAGE.name} has no block {name!r}")
    PAGE.write_text(page, encoding="utf-8")
