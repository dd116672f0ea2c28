"""What becomes of firearms, written a second time from the rules in words, with nothing of the library.

Where this and ``lifecycle.py`` differ, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

STATE_CUSTODY = {"in custody", "under examination", "to be returned", "confiscated", "sent for destruction"}
ON_THE_MARKET = {"in stock", "held", "in transit", "official use"}
REPORTS = {"loss-reported", "recovery-made", "custody-handed", "transfer-made", "transit-begun", "transit-ended"}
REPORTS |= {"marking-read", "item-stored"}
LASTING = {"destruction-done", "discrepancy-opened", "discrepancy-resolved", "event-withdrawn"}


def new(event: dict[str, Any]) -> dict[str, Any]:
    """Give a firearm that was just registered."""
    state = "unknown" if event["basis"] == "recovery" else "held" if event.get("holder") else "in stock"
    firearm = {"state": state, "holder": event.get("holder"), "custodian": None, "place": None, "serial": None}
    return firearm | {"holds": set(), "open": set(), "court": None, "allowed": None, "batch": None, "marks": set()}


def step(firearm: dict[str, Any], event: dict[str, Any]) -> dict[str, Any] | None:
    """Give the firearm after an event, None when the event can't happen to it."""
    after = firearm | {name: set(firearm[name]) for name in ("holds", "open", "marks")}
    change = globals()["_" + event["kind"].replace("-", "_")]
    if change(after, event) is False:
        return None
    if after["state"] not in STATE_CUSTODY and event["kind"] not in ("discrepancy-opened", "discrepancy-resolved"):
        after["custodian"] = None
    return after


def _moves(firearm: dict[str, Any], before: Iterable[str], after: str | None = None) -> bool:
    if firearm["state"] not in before:
        return False
    firearm["state"] = after or firearm["state"]
    return True


def _may_end(firearm: dict[str, Any], event: dict[str, Any], way: str) -> bool:
    """Tell whether a disposal may be carried out: no hold, a final decision, allowed so, and by somebody else."""
    decided = firearm["court"] is not None and firearm["court"]["final"]
    allowed = firearm["allowed"] is not None and firearm["allowed"]["method"] == way
    return not firearm["holds"] and decided and allowed and firearm["allowed"]["by"] != event["by"]


def _loss_reported(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["place"] = None
    return _moves(firearm, ON_THE_MARKET | STATE_CUSTODY | {"unknown", "deactivated"}, event["loss"])


def _recovery_made(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    free = ON_THE_MARKET | {"unknown", "exported", "lost", "stolen", "deactivated"}
    firearm.update(custodian=event["received_by"], place=None, court=None, allowed=None)
    return _moves(firearm, free, "in custody")


def _custody_handed(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm.update(custodian=event["to_party"], place=None)
    return _moves(firearm, STATE_CUSTODY)


def _transfer_made(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    kind, state = event["transfer"], firearm["state"]
    giver = event.get("from_holder")
    if giver and firearm["holder"] and giver != firearm["holder"]:
        return False
    if state == "confiscated":
        way = "sale" if kind == "sale" else "training or research"
        if not _may_end(firearm, event, way) or not firearm["marks"] & {"confiscation", "deactivation"}:
            return False
    if state == "exported" and kind != "import":
        return False
    after = {"export": "exported", "import": "in stock"}.get(kind, "held")
    if state == "deactivated" and kind != "export":
        after = "deactivated"
    firearm.update(holder=event.get("to_holder"), place=None)
    return _moves(firearm, ON_THE_MARKET | {"unknown", "exported", "confiscated", "deactivated"}, after)


def _transit_begun(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["place"] = None
    return _moves(firearm, ON_THE_MARKET - {"in transit"}, "in transit")


def _transit_ended(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm.update(holder=event.get("holder") or firearm["holder"], place=None)
    return _moves(firearm, {"in transit"}, "held" if event.get("holder") else "in stock")


def _marking_read(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    return firearm["state"] != "destroyed"


def _marking_applied(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["marks"].add(event["made_as"])
    return firearm["state"] != "destroyed"


def _item_stored(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["place"] = event["place"]
    return firearm["state"] not in ("destroyed", "lost", "stolen", "exported")


def _examination_begun(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    return _moves(firearm, {"in custody"}, "under examination")


def _examination_ended(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    return _moves(firearm, {"under examination"}, "in custody")


def _hold_placed(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    known = event["hold"] in firearm["holds"]
    firearm["holds"].add(event["hold"])
    return not known and firearm["state"] != "destroyed"


def _hold_lifted(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    known = event["hold"] in firearm["holds"]
    firearm["holds"].discard(event["hold"])
    return known


def _adjudication_made(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm.update(court=event, allowed=None)
    after = "confiscated" if event["decision"] == "confiscate" else "to be returned"
    return _moves(firearm, {"in custody", "to be returned", "confiscated"}, after)


def _disposal_authorised(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    fits = (event["method"] == "return") == (firearm["state"] == "to be returned")
    decided = firearm["court"] is not None and firearm["court"]["final"]
    firearm["allowed"] = event
    return fits and decided and not firearm["holds"] and _moves(firearm, {"confiscated", "to be returned"})


def _sent_for_destruction(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["batch"] = event["batch"]
    return _may_end(firearm, event, "destruction") and _moves(firearm, {"confiscated"}, "sent for destruction")


def _destruction_done(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    seen = len(set(event["witnesses"]) - {event["by"]}) >= 2
    same = firearm["batch"] == event["batch"]
    may = _may_end(firearm, event, "destruction")
    return seen and same and may and _moves(firearm, {"sent for destruction"}, "destroyed")


def _deactivation_done(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    if firearm["state"] == "confiscated" and not _may_end(firearm, event, "deactivation"):
        return False
    sound = event["deactivated_by"] != event["verified_by"] and "deactivation" in firearm["marks"]
    return sound and not firearm["holds"] and _moves(firearm, {"in stock", "held", "confiscated"}, "deactivated")


def _official_use_assigned(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    marked = firearm["marks"] & {"confiscation", "deactivation"}
    may = _may_end(firearm, event, "official use") and marked
    firearm.update(holder=event["holder"], place=None)
    return bool(may) and _moves(firearm, {"confiscated"}, "official use")


def _return_made(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    may = _may_end(firearm, event, "return")
    firearm.update(holder=event["holder"], place=None)
    return may and _moves(firearm, {"to be returned"}, "held")


def _discrepancy_opened(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    firearm["open"].add(event["discrepancy"])
    return True


def _discrepancy_resolved(firearm: dict[str, Any], event: dict[str, Any]) -> bool:
    known = event["discrepancy"] in firearm["open"]
    firearm["open"].discard(event["discrepancy"])
    return known


def live(life: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    """Give a firearm after all its events, in the order in which they were recorded; None when one can't have happened.

    An event with a year happened before the first one that has a later year.
    """
    ordered: list[dict[str, Any]] = []
    for event in life:
        year = event.get("occurred_at")
        later = [at for at, other in enumerate(ordered) if year and (other.get("occurred_at") or "") > year]
        ordered.insert(later[0] if later else len(ordered), event)
    if not ordered or ordered[0]["kind"] != "firearm-registered":
        return None
    firearm: dict[str, Any] | None = new(ordered[0])
    for event in ordered[1:]:
        firearm = step(firearm, event) if firearm is not None else None
    return firearm
