"""Write a national law as a document to fill in."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from firearmskit.errors import InputError, quote
from firearmskit.language import text as _
from firearmskit.law import load
from firearmskit.law.duties.reading import by_id, obligations
from firearmskit.law.duties.rows import FACTS
from firearmskit.law.gaps.documents.objects import to_json
from firearmskit.law.gaps.documents.words import CLAIMS, PROVISIONS, WORDS, yes_or_no
from firearmskit.law.gaps.documents.workbook import write_workbook
from firearmskit.law.gaps.national import Claim, NationalLaw
from firearmskit.sheets import defused

__all__ = ["write_national_law"]


def write_national_law(law: NationalLaw, path: Path | str, *, instruments: Iterable[str] | None = None) -> None:
    """Write a national law as a document to fill in: what was claimed, and every question without an answer.

    Args:
        law: The national law; one without claims gives an empty questionnaire.
        path: A file that ends in ``.xlsx`` or ``.json``, or a folder, which is made; its name may end in ``.csv``.
        instruments: Ask what these ask for; what the law's own instruments ask for when None. JSON holds answers only.

    Raises:
        InputError: The path ends in something else, it can't be written, or a text has a character that a workbook
            can't hold.
        UnknownCodeError: There is no such instrument.
    """
    file = Path(path)
    try:
        if file.suffix.lower() == ".json":
            file.write_text(to_json(law), encoding="utf-8")
        elif file.suffix.lower() == ".xlsx":
            write_workbook(file, _tables(law, instruments))
        elif file.suffix.lower() in ("", ".csv"):
            file.mkdir(parents=True, exist_ok=True)
            for name, rows in _tables(law, instruments).items():
                with (file / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as stream:
                    csv.writer(stream).writerows([defused(cell) for cell in row] for row in rows)
        else:
            raise InputError(
                _("{name}: a national law is written to .xlsx, to .json or to a folder").format(name=quote(file.name))
            )
    except OSError as error:
        raise InputError(
            _("{file} can't be written: {reason}").format(file=quote(file.name), reason=error.strerror)
        ) from None


def _tables(law: NationalLaw, instruments: Iterable[str] | None) -> dict[str, list[list[str]]]:
    """Give the tables of the document, each with its header first, in the language that is spoken now."""
    state = [
        ["field", "value"],
        ["name", law.name],
        ["state", law.state or ""],
        ["fictional", yes_or_no(law.fictional)],
        ["instruments", "; ".join(law.instruments or ())],
        *([fact, yes_or_no(law.facts.get(fact))] for fact in FACTS),
    ]
    provisions = [[getattr(each, name) or "" for name in PROVISIONS] for each in law.provisions]
    return {"state": state, "provisions": [list(PROVISIONS), *provisions], "claims": _claims(law, instruments)}


def _claims(law: NationalLaw, instruments: Iterable[str] | None) -> list[list[str]]:
    claimed: dict[str, list[Claim]] = {}
    for claim in law.claims:
        claimed.setdefault(claim.element, []).append(claim)
    rows = [list(CLAIMS)]
    for name in dict.fromkeys((*_asked(law, instruments), *claimed)):
        answers = [_answer(claim) for claim in claimed.get(name, [])] or [[""] * 6]
        rows += [[name, by_id()[name].ask(), *answer] for answer in answers]
    return rows


def _answer(claim: Claim) -> list[str]:
    rest = ("provision", "reasoning", "author", "reviewer", "sure")
    return [_(WORDS[claim.says]), *(getattr(claim, name) or "" for name in rest)]


def _asked(law: NationalLaw, instruments: Iterable[str] | None) -> Sequence[str]:
    chosen = law.instruments if instruments is None else tuple(load.instrument(each).id for each in instruments)
    rows = (each for each in obligations() if chosen is None or each.instrument in chosen)
    return tuple(dict.fromkeys(name for each in rows for name in each.elements))
