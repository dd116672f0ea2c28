"""A chain of custody for other programs: CASE and UCO 1.4 with W3C PROV, in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from firearmskit.language import text as _
from firearmskit.records.custody import Chain, Step, chain_of
from firearmskit.records.custody.ordering import in_order
from firearmskit.records.exporting.snapshot import Snapshot, notice, take_snapshot
from firearmskit.records.registry import Registry

__all__ = ["to_case"]

_CONTEXT = {
    "kb": "urn:firearmskit:",
    "case": "https://ontology.caseontology.org/case/investigation/",
    "uco-action": "https://ontology.unifiedcyberontology.org/uco/action/",
    "uco-core": "https://ontology.unifiedcyberontology.org/uco/core/",
    "uco-identity": "https://ontology.unifiedcyberontology.org/uco/identity/",
    "uco-location": "https://ontology.unifiedcyberontology.org/uco/location/",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

_DATE_TYPES = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}


def to_case(registry: Registry, item: str, *, recovery: int | None = None) -> bytes:
    """Write a chain of custody as a graph of CASE 1.4: an action for each step, and a record of what was handed over.

    Args:
        registry: The registry.
        item: A firearm.
        recovery: Which recovery the chain begins with, from 1; the last one when None.

    Returns:
        UTF-8 JSON-LD, the same bytes for the same registry. A date stands in ``dcterms:date`` as precisely as it is
        known, and as start and end of the action where the minute is known.

    Raises:
        UnknownCodeError: There is no such firearm.
        InputError: It was recovered less often.

    Source:
        CASE 1.4.0 and UCO 1.4.0, https://ontology.caseontology.org/ (read 2026-11-27); PROV-O,
        https://www.w3.org/TR/prov-o/.
    """
    chain = chain_of(registry, item, recovery=recovery)
    graph = _Graph(take_snapshot(registry, [item]), chain)
    document = {"@context": _CONTEXT, "@graph": list(graph.nodes())}
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class _Graph:
    """The nodes of a chain, with names that follow from the registry's."""

    snapshot: Snapshot
    chain: Chain

    def _id(self, kind: str, name: str) -> str:
        space: UUID = uuid5(NAMESPACE_URL, f"urn:firearmskit:{self.snapshot.registry}")
        return f"kb:{kind}-{uuid5(space, f'{kind}:{name}')}"

    def nodes(self) -> Iterator[dict[str, Any]]:
        """Give the nodes: the chain as a whole, the item, the parties, the places, the steps."""
        steps = in_order(self.chain.steps, self.chain.recovered)
        actions = [self._id("action", str(step.source)) for step in steps]
        yield {
            "@id": self._id("chain", f"{self.chain.item} {self.chain.recovered}"),
            "@type": "case:Investigation",
            "uco-core:name": _("Chain of custody of {item}").format(item=self.chain.item),
            "uco-core:description": notice(self.snapshot),
            "uco-core:tag": ["synthetic" if self.snapshot.synthetic else "registry"],
            "uco-core:object": [{"@id": self._item()}, *({"@id": action} for action in actions)],
        }
        yield {
            "@id": self._item(),
            "@type": ["uco-core:Item", "prov:Entity"],
            "uco-core:name": self.chain.item,
            "uco-core:description": self._described(),
        }
        yield from self._parties(steps)
        for place in sorted({step.place for step in steps if step.place}):
            yield {"@id": self._id("place", place), "@type": "uco-location:Location", "uco-core:name": place}
        for number, step in enumerate(steps):
            yield from self._step(number, step, actions)

    def _item(self) -> str:
        return self._id("item", self.chain.item)

    def _described(self) -> str:
        (firearm,) = self.snapshot.firearms
        return str(firearm)

    def _party(self, name: str) -> str:
        return self._id("party", self.snapshot.party(name) or name)

    def _parties(self, steps: list[Step]) -> Iterator[dict[str, Any]]:
        names = {name for step in steps for name in (step.from_party, step.to_party)}
        if self.chain.recovered is not None:
            names.add(self.chain.recovered.party)
        for name in sorted({self.snapshot.party(name) or name for name in names}):
            yield {
                "@id": self._id("party", name),
                "@type": ["uco-identity:Identity", "prov:Agent"],
                "uco-core:name": name,
            }

    def _step(self, number: int, step: Step, actions: list[str]) -> Iterator[dict[str, Any]]:
        giver, receiver = self._party(step.from_party), self._party(step.to_party)
        record = self._id("record", str(step.source))
        action: dict[str, Any] = {
            "@id": actions[number],
            "@type": ["case:InvestigativeAction", "prov:Activity"],
            "uco-core:name": "custody handed over",
            "uco-core:description": self._told(step),
            "uco-action:performer": {"@id": giver},
            "uco-action:participant": {"@id": receiver},
            "uco-action:object": {"@id": self._item()},
            "uco-action:result": {"@id": record},
            "prov:used": {"@id": self._item()},
            "prov:wasAssociatedWith": [{"@id": giver}, {"@id": receiver}],
            **_dates(step),
        }
        if step.place:
            action["uco-action:location"] = {"@id": self._id("place", step.place)}
        if number:
            action["case:wasInformedBy"] = {"@id": actions[number - 1]}
            action["prov:wasInformedBy"] = {"@id": actions[number - 1]}
        yield action
        made: dict[str, Any] = {
            "@id": record,
            "@type": ["case:ProvenanceRecord", "prov:Entity"],
            "case:exhibitNumber": step.item,
            "case:rootExhibitNumber": self.chain.item,
            "uco-core:description": self._told(step),
            "uco-core:object": {"@id": self._item()},
            "prov:wasGeneratedBy": {"@id": actions[number]},
            "prov:wasAttributedTo": {"@id": receiver},
        }
        yield made

    def _told(self, step: Step) -> str:
        return _(
            "Seal before: {before}; seal after: {after}; signatures: {signed}; photographs: {photographs}."
        ).format(
            before=step.seal_before or _("not told"),
            after=step.seal_after or _("not told"),
            signed=len(step.signed_by),
            photographs=len(step.photographs),
        )


def _dates(step: Step) -> dict[str, Any]:
    if step.at is None:
        return {}
    known = {"dcterms:date": {"@type": _DATE_TYPES.get(len(step.at), "xsd:dateTime"), "@value": _full(step.at)}}
    if len(step.at) > 10:
        exact = {"@type": "xsd:dateTime", "@value": _full(step.at)}
        known |= {"uco-action:startTime": exact, "uco-action:endTime": exact, "prov:startedAtTime": exact}
    return known


def _full(text: str) -> str:
    """Write a time with its seconds, which xsd:dateTime asks for."""
    return re.sub(r"(T\d\d:\d\d)(?=Z|[+-])", r"\1:00", text)
