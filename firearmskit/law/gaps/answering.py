"""What claims come to, element by element: provided, not provided, or not known, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from firearmskit.language import N_
from firearmskit.law.duties.reading import by_id
from firearmskit.law.gaps.national import Claim, NationalLaw

__all__ = ["STANDINGS", "Answer", "answers"]

STANDINGS = {
    "provided": N_("provided"),
    "partly": N_("provided in part"),
    "contradicted": N_("contradicted"),
    "absent": N_("absent from the whole law"),
    "conflict": N_("claims contradict each other"),
    "silent": N_("what was read is silent"),
    "unanswered": N_("nobody has answered"),
}
"""How an element stands, and what that is called where people read it."""

_AGAINST = {"contradicts", "absent"}
_VALUES = {"provided": True, "partly": False, "contradicted": False, "absent": False}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """How one element stands under a national law.

    Args:
        element: Id of the element.
        standing: One of :data:`STANDINGS`.
        claims: The claims that say so, ordered by provision.
        implied_by: Id of the element whose being provided includes this one; None when claims say so themselves.
    """

    element: str
    standing: str
    claims: tuple[Claim, ...] = ()
    implied_by: str | None = None

    @property
    def value(self) -> bool | None:
        """True when it is provided, False when it isn't or only in part, None when that isn't known."""
        return _VALUES.get(self.standing)


def answers(law: NationalLaw, *, on: str) -> Mapping[str, Answer]:
    """Say how each element stands on a day.

    Args:
        law: The national law.
        on: ISO date. Claims that rest on a provision that isn't in force on it are left out.

    Returns:
        An answer for every element of the tables, in their order. It doesn't depend on the order of the claims: where
        one says that an element is provided and another that it isn't, the answer is a conflict, and a lawyer has to
        say which prevails.
    """
    standing = {each.id: each.in_force(on) for each in law.provisions}
    by_element: dict[str, list[Claim]] = {}
    for claim in law.claims:
        if claim.provision is None or standing[claim.provision]:
            by_element.setdefault(claim.element, []).append(claim)
    own = {name: _own(name, by_element.get(name, [])) for name in by_id()}
    return {name: _with_implied(answer, own) for name, answer in own.items()}


def _own(name: str, claims: list[Claim]) -> Answer:
    said = {claim.says for claim in claims}
    return Answer(element=name, standing=_standing(said), claims=tuple(sorted(claims, key=_place)))


def _place(claim: Claim) -> tuple[str, str]:
    """Give what claims are ordered by: the provision first, then everything else."""
    return claim.provision or "", str(claim)


def _standing(said: set[str]) -> str:
    """Join what is claimed of one element. A silent reader contradicts nobody: another provision may say it."""
    if said & _AGAINST and "satisfies" in said:
        return "conflict"
    for says, standing in (
        ("contradicts", "contradicted"),
        ("satisfies", "provided"),
        ("partly", "partly"),
        ("absent", "absent"),
        ("silent", "silent"),
    ):
        if says in said:
            return standing
    return "unanswered"


def _with_implied(answer: Answer, own: Mapping[str, Answer]) -> Answer:
    """Count an element as provided that one that asks for more is: twenty years include ten."""
    if answer.standing == "provided":
        return answer
    stricter = next((name for name in _implied_by()[answer.element] if own[name].standing == "provided"), None)
    if stricter is None:
        return answer
    if any(claim.says in _AGAINST for claim in answer.claims):
        return Answer(element=answer.element, standing="conflict", claims=answer.claims + own[stricter].claims)
    return Answer(element=answer.element, standing="provided", claims=own[stricter].claims, implied_by=stricter)


@cache
def _implied_by() -> Mapping[str, tuple[str, ...]]:
    """Give, for each element, those that include it, however many steps away."""
    includes: dict[str, set[str]] = {}

    def follow(name: str, seen: set[str]) -> None:
        for other in by_id()[name].implies:
            if other not in seen:
                seen.add(other)
                follow(other, seen)

    for name in by_id():
        includes[name] = set()
        follow(name, includes[name])
    return {name: tuple(other for other in by_id() if name in includes[other] - {other}) for name in by_id()}
