"""Chains and requests as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from firearmskit.arguments import listed, of_type
from firearmskit.tracing.links import Chain
from firearmskit.tracing.requesting import TraceRequest

if TYPE_CHECKING:
    import pandas

__all__ = ["LINK_COLUMNS", "REQUEST_COLUMNS", "to_frame"]

LINK_COLUMNS = (
    "number", "kind", "first", "last", "from_holder", "from_state", "to_holder", "to_state", "country", "place",
    "standing", "told_by", "evidence",
)  # fmt: skip
"""Columns of the table of a chain."""

REQUEST_COLUMNS = (
    "id", "channel", "requesting_state", "requesting", "addressee_state", "addressee", "serial", "maker", "model",
    "recovered_on", "recovery", "drafted", "sent", "wanted_by", "restrictions", "follows",
)  # fmt: skip
"""Columns of the table of requests."""


def to_frame(things: Chain | Iterable[TraceRequest]) -> pandas.DataFrame:
    """Give the links of a chain, or requests, as a pandas DataFrame.

    Args:
        things: A chain, or requests.

    Returns:
        For a chain one row a link, in its order, with the columns :data:`LINK_COLUMNS`: ``number`` is its place on the
        path, empty beside it; ``first`` and ``last`` the days (ISO) that its date leaves open; ``told_by`` and
        ``evidence`` the States and the ids of what tells it, joined with ``"; "``. For requests one row a request, with
        the columns :data:`REQUEST_COLUMNS`. What isn't known is empty.

    Raises:
        InputError: It is neither.
    """
    import pandas

    if isinstance(things, Chain):
        frame = pandas.DataFrame(_links(things), columns=list(LINK_COLUMNS))
        return frame.astype({"number": "Int64"})
    return pandas.DataFrame(
        [_request(each) for each in listed(things, TraceRequest, "things")], columns=list(REQUEST_COLUMNS)
    )


def _links(chain: Chain) -> list[dict[str, object]]:
    return [
        {
            "number": link.number,
            "kind": link.kind,
            "first": link.span.first.isoformat() if link.span is not None else None,
            "last": link.span.last.isoformat() if link.span is not None else None,
            "from_holder": link.releasing.name if link.releasing is not None else None,
            "from_state": link.releasing.state if link.releasing is not None else None,
            "to_holder": link.receiving.name if link.receiving is not None else None,
            "to_state": link.receiving.state if link.receiving is not None else None,
            "country": link.country,
            "place": link.place,
            "standing": link.standing,
            "told_by": "; ".join(sorted({each.told_by for each in link.told if each.told_by is not None})) or None,
            "evidence": "; ".join(link.evidence),
        }
        for link in of_type(chain, Chain, "chain").links
    ]


def _request(each: TraceRequest) -> dict[str, object]:
    return {
        "id": each.id,
        "channel": each.channel,
        "requesting_state": each.requesting.state,
        "requesting": each.requesting.name,
        "addressee_state": each.addressee.state,
        "addressee": each.addressee.name,
        "serial": each.firearm.serial,
        "maker": each.firearm.maker,
        "model": each.firearm.model,
        "recovered_on": each.recovery.date if each.recovery is not None else None,
        "recovery": each.recovery.kind if each.recovery is not None else None,
        "drafted": each.drafted,
        "sent": each.sent,
        "wanted_by": each.wanted_by,
        "restrictions": "; ".join(each.restrictions) or None,
        "follows": each.follows,
    }
