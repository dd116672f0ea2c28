"""The nine steps after the recovery of a firearm, as a checklist that is filled from records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from firearmskit.arguments import listed, words
from firearmskit.errors import InputError, UnknownCodeError, quote
from firearmskit.language import N_
from firearmskit.language import text as _
from firearmskit.tracing.dating import span
from firearmskit.tracing.tables import ProtocolStep, rows

__all__ = ["PIECES", "RECORDS", "STEP_STATES", "StepState", "checklist", "steps"]

PIECES = {
    "national-register": N_("national register searched"),
    "lost-stolen-list": N_("list of lost and stolen firearms searched"),
    "international-search": N_("international search made"),
    "trace-request": N_("trace request sent"),
    "evidence-recovered": N_("evidence recovered"),
    "interview": N_("interview held"),
    "fingerprints": N_("examined for fingerprints"),
    "dna": N_("examined for DNA"),
    "ballistic-comparison": N_("fired cases and bullets compared"),
    "leads-gathered": N_("results put together"),
    "investigators-told": N_("investigators told"),
    "trafficking-analysed": N_("analysed for signs of trafficking"),
}
"""What has to be done for the steps, and what each is called where people read it."""

RECORDS = {
    "register-searched": "national-register",
    "register-searched/national": "national-register",
    "register-searched/lost-stolen": "lost-stolen-list",
    "register-searched/international": "international-search",
    "trace-sent": "trace-request",
    "evidence-recovered": "evidence-recovered",
    "interview-held": "interview",
    "examination-ended/fingerprints": "fingerprints",
    "examination-ended/dna": "dna",
    "examination-ended/ballistics": "ballistic-comparison",
    "leads-gathered": "leads-gathered",
    "investigators-told": "investigators-told",
    "trafficking-analysed": "trafficking-analysed",
}
"""Which kind of record shows which piece: the kind alone, or with what the record is about after a stroke. Kinds that
aren't here show no step: a change of custody, or the recovery of the firearm itself, which begins the protocol."""

NOT_APPLICABLE = "step-not-applicable"
"""The kind of record by which somebody decides that a piece, which it is about, doesn't apply; it gives a reason."""

STEP_STATES = {
    "done": N_("done"),
    "open": N_("open"),
    "not-applicable": N_("not applicable"),
}
"""Where a step can stand, and what that is called where people read it."""

MOST = 100_000
"""The most records that are looked at."""


@dataclass(frozen=True, kw_only=True)
class StepState:
    """Where one step stands.

    Args:
        number: Its number.
        name: What is done, in the language that was spoken when it was looked at.
        state: One of :data:`STEP_STATES`.
        by: Ids of the records that show it.
        done: Pieces that are done.
        open: Pieces that aren't.
        early: Numbers of the steps that come before it and are still open, though this one is done.
        reasons: Why pieces don't apply.
    """

    number: int
    name: str
    state: str
    by: tuple[str, ...]
    done: tuple[str, ...]
    open: tuple[str, ...]
    early: tuple[int, ...] = ()
    reasons: tuple[str, ...] = ()


def steps() -> tuple[ProtocolStep, ...]:
    """Give the nine steps after a recovery, as slides of INTERPOL's firearms programme list them.

    Returns:
        The steps in their order, each with its source. Numbers, parts, names and notes follow the slides; which pieces
        make up a step, and what must come before it, is ours where ``covers`` doesn't name it.

    >>> [(row.number, row.part) for row in steps()][2:4]
    [(3, 'police work'), (4, 'forensic work')]
    """
    return rows(ProtocolStep)


def checklist(
    records: Iterable[Mapping[str, object]], *, mapping: Mapping[str, str] | None = None
) -> tuple[StepState, ...]:
    """Say of each step whether it is done, by which records, and what is open.

    Args:
        records: Records of one recovery, in any order: mappings with ``kind``, ``id``, and, where there are such,
            ``date`` (ISO), ``about`` (what an examination or a search was about) and ``reason``. Other entries are left
            alone, so events of a registry fit.
        mapping: Which kind of record shows which piece, as :data:`RECORDS`; added to that table, and stronger than it.

    Returns:
        The nine steps. A step is done when all its pieces are done or don't apply; and not applicable when none
        applies. A record of the kind ``step-not-applicable`` counts only with a reason.

    Raises:
        InputError: A record is no mapping, or its kind or its id is no text.
        UnknownCodeError: The mapping, or a decision that something doesn't apply, names no piece.

    >>> found = checklist([
    ...     {"kind": "register-searched", "about": "national", "id": "e1", "date": "2026-03-01"},
    ...     {"kind": "examination-ended", "about": "dna", "id": "e2", "date": "2026-03-04"},
    ... ])
    >>> [(each.number, each.state, each.by) for each in found if each.by]
    [(1, 'open', ('e1',)), (5, 'done', ('e2',))]
    """
    table = {**RECORDS, **dict(_mapped(mapping or {}))}
    shown: dict[str, list[str]] = {}
    dropped: dict[str, list[tuple[str, str]]] = {}
    for record in _records(records):
        kind, id = words(record.get("kind"), "kind"), words(record.get("id"), "id")
        about = record.get("about")
        if record.get("date") is not None:
            span(words(record.get("date"), "date"))
        if kind == NOT_APPLICABLE:
            dropped.setdefault(_piece(about), []).append((id, _reason(record)))
            continue
        piece = (table.get(f"{kind}/{about}") if isinstance(about, str) else None) or table.get(kind)
        if piece is not None:
            shown.setdefault(piece, []).append(id)
    states = [_state(step, shown, dropped) for step in steps()]
    still_open = {each.number for each in states if each.state == "open"}
    return tuple(_with_early(each, step, still_open) for each, step in zip(states, steps(), strict=True))


def _records(records: Iterable[Mapping[str, object]]) -> Iterator[Mapping[str, object]]:
    for record in listed(records, object, "records", most=MOST):
        if not isinstance(record, Mapping):
            raise InputError(_("a record must be a mapping, not {value}").format(value=quote(record)))
        yield record


def _mapped(mapping: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not isinstance(mapping, Mapping):
        raise InputError(
            _("mapping must be a mapping of kinds of records to pieces, not {value}").format(value=quote(mapping))
        )
    for kind, piece in mapping.items():
        yield words(kind, "kind"), _piece(piece)


def _piece(piece: object) -> str:
    if isinstance(piece, str) and piece in PIECES:
        return piece
    raise UnknownCodeError(
        _("{value} isn't a piece of the steps; the pieces are {known}").format(
            value=quote(piece), known=", ".join(PIECES)
        )
    )


def _reason(record: Mapping[str, object]) -> str:
    reason = record.get("reason")
    if not isinstance(reason, str) or not reason.strip():
        raise InputError(
            _("the record {id} says that something doesn't apply; it must give a reason").format(
                id=quote(record.get("id"))
            )
        )
    return reason


def _state(
    step: ProtocolStep, shown: Mapping[str, list[str]], dropped: Mapping[str, list[tuple[str, str]]]
) -> StepState:
    """Say where one step stands; what was done counts, also where somebody decided that it doesn't apply."""
    done = [piece for piece in step.pieces if piece in shown]
    without = [piece for piece in step.pieces if piece in dropped and piece not in shown]
    left = [piece for piece in step.pieces if piece not in shown and piece not in dropped]
    state = "open" if left else "done" if done else "not-applicable"
    ids = [id for piece in done for id in shown[piece]] + [id for piece in without for id, _reason in dropped[piece]]
    return StepState(
        number=step.number,
        name=_(step.name),
        state=state,
        by=tuple(sorted(set(ids))),
        done=tuple(done),
        open=tuple(left),
        reasons=tuple(sorted({reason for piece in without for _id, reason in dropped[piece]})),
    )


def _with_early(found: StepState, step: ProtocolStep, still_open: set[int]) -> StepState:
    early = tuple(number for number in step.after if number in still_open) if found.state == "done" else ()
    return StepState(**{**vars(found), "early": early})
