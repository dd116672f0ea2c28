"""For each rule on transfers a file that breaks it, the finding that it gets, and what follows from it."""

from __future__ import annotations

from dataclasses import replace

from firearmskit.law import transfers
from tests.law.transfers.changes import (
    BASE,
    NO_OBJECTION,
    TRANSIT,
    bind,
    change,
    cifta,
    drop,
    ecowas,
    european,
    item,
    moved,
    of,
    simplified,
)  # fmt: skip

BROKER = next(each.name for each in BASE.parties if each.role == "broker")
STRAY = next(
    each.code
    for each in BASE.invented_states
    if each.code not in (BASE.export_state, BASE.import_state, *BASE.transit_states)
)
LICENSED = of(BASE, "E1").issued_on
OWN = ("place_of_issue", "issued_on", "expires_on")
SHARED = ("export_state", "import_state", "final_recipient", "transit_states")


def parties(file, **fields):
    """Give the file with the final recipient changed."""
    return replace(
        file, parties=tuple(replace(e, **fields) if e.role == "final-recipient" else e for e in file.parties)
    )


CASES = [
    # code, severity, field, the file
    ("export-state-not-in-file", "warning", "export_state", replace(BASE, export_state=None)),
    ("import-state-not-in-file", "warning", "import_state", replace(BASE, import_state=None)),
    ("transit-states-not-in-file", "warning", "transit_states", replace(BASE, transit_states=None)),
    ("state-to-state-not-in-file", "note", "state_to_state", replace(BASE, state_to_state=None)),
    ("state-to-state", "note", "state_to_state", replace(BASE, state_to_state=True)),
    ("protocol-not-binding", "note", BASE.import_state, bind(BASE, BASE.import_state, "att")),
    ("export-licence-not-in-file", "warning", "export-licence", drop(BASE, "E1")),
    ("import-licence-not-in-file", "warning", "import-licence", drop(BASE, "I1")),
    (
        "export-licence-before-import-licence",
        "error",
        "E1",
        change(BASE, "I1", issued_on=moved(LICENSED, 1)),
    ),
    ("no-objection-not-in-file", "warning", TRANSIT, drop(BASE, NO_OBJECTION)),
    (
        "export-licence-before-no-objection",
        "error",
        f"E1: {TRANSIT}",
        change(BASE, NO_OBJECTION, issued_on=moved(LICENSED, 1)),
    ),
    ("no-objection-undated", "warning", NO_OBJECTION, change(BASE, NO_OBJECTION, issued_on=None)),
    ("no-objection-not-written", "error", NO_OBJECTION, change(BASE, NO_OBJECTION, written=False)),
    ("no-objection-not-written", "warning", NO_OBJECTION, change(BASE, NO_OBJECTION, written=None)),
    ("expires-before-issue", "error", "U1", change(BASE, "U1", expires_on="2020-01-01")),
    ("date-after-check", "warning", "C1", change(BASE, "C1", on="2026-11-28")),
    ("date-after-check", "warning", "U1", change(BASE, "U1", issued_on="2026-11-28")),
    ("shipment-undated", "warning", "S2", change(BASE, "S2", on=None)),
    (
        "shipment-after-no-objection",
        "error",
        f"S2: {TRANSIT}",
        change(BASE, NO_OBJECTION, expires_on=moved(of(BASE, "S2").on, -1)),
    ),
    ("receipt-before-shipment", "error", "G2", change(BASE, "G2", on=moved(of(BASE, "S2").on, -1))),
    ("shipment-before-export-licence", "error", "S1", change(BASE, "S1", on=moved(LICENSED, -1))),
    (
        "shipment-outside-export-licence",
        "error",
        "S2",
        change(BASE, "E1", expires_on=moved(of(BASE, "S2").on, -1)),
    ),
    (
        "shipment-outside-import-licence",
        "error",
        "S2",
        change(BASE, "I1", expires_on=moved(of(BASE, "S2").on, -1)),
    ),
    (
        "shipment-before-import-licence",
        "error",
        "S1",
        change(drop(simplified(), "S2", "G2", "Q2"), "P1", kind="import-licence", issued_on="2026-01-01"),
        {"purpose-not-verifiable", "authenticity-not-in-file", "broker-not-disclosed"},
    ),
    *(("missing-" + name.replace("_", "-"), "warning", "E1", change(BASE, "E1", **{name: None})) for name in OWN),
    *(("missing-" + name.replace("_", "-"), "warning", "I1", change(BASE, "I1", **{name: None})) for name in OWN),
    *(("missing-" + name.replace("_", "-"), "note", "E1", change(BASE, "E1", **{name: None})) for name in SHARED),
    *(("missing-" + name.replace("_", "-"), "note", "I1", change(BASE, "I1", **{name: None})) for name in SHARED),
    ("missing-transit-states", "note", "E1", change(BASE, "E1", transit_states=())),
    ("missing-description", "note", "E1", item(BASE, "E1", "B", description=None)),
    ("missing-quantity", "note", "E1", item(BASE, "E1", "B", quantity=None)),
    ("missing-quantity", "note", "I1", item(BASE, "I1", "C", unit=None)),
    (
        "line-not-among-goods",
        "warning",
        "S1: Z",
        change(BASE, "S1", items=(*of(BASE, "S1").items, replace(of(BASE, "S1").items[0], line="Z"))),
    ),
    ("shipped-goods-not-in-file", "warning", "S1", change(BASE, "S1", items=())),
    ("units-differ", "error", "B", item(BASE, "S1", "B", unit="set")),
    (
        "shipped-more-than-export-licence",
        "error",
        "B",
        item(BASE, "E1", "B", quantity=of(BASE, "S1").items[1].quantity * 2 - 1),
    ),
    (
        "shipped-more-than-import-licence",
        "error",
        "B",
        item(BASE, "I1", "B", quantity=1),
        {"export-licence-exceeds-import-licence"},
    ),
    (
        "export-licence-exceeds-import-licence",
        "error",
        "B",
        item(BASE, "E1", "B", quantity=of(BASE, "I1").items[1].quantity + 1),
    ),
    ("line-not-on-export-licence", "error", "C", change(BASE, "E1", items=of(BASE, "E1").items[:2])),
    ("line-not-on-import-licence", "error", "C", change(BASE, "I1", items=of(BASE, "I1").items[:2])),
    ("received-differs", "error", "S2: B", item(BASE, "G2", "B", quantity=1)),
    ("received-differs", "error", "S2: C", change(BASE, "G2", items=of(BASE, "G2").items[:2])),
    (
        "final-recipient-not-in-file",
        "warning",
        "final-recipient",
        replace(BASE, parties=tuple(each for each in BASE.parties if each.role != "final-recipient")),
    ),
    ("final-recipient-differs", "error", "U1", change(BASE, "U1", final_recipient="Fictional Quarry")),
    ("end-user-certificate-not-in-file", "note", "end-user-certificate", drop(BASE, "U1")),
    ("signatory-not-in-file", "warning", "U1", change(BASE, "U1", signed_by=None)),
    ("authenticity-not-in-file", "note", "I1", change(BASE, "I1", authenticity=None)),
    ("authenticity-open", "note", "U1", change(BASE, "U1", authenticity="asked")),
    ("authenticity-denied", "error", NO_OBJECTION, change(BASE, NO_OBJECTION, authenticity="denied")),
    ("route-not-in-file", "note", "S1", change(BASE, "S1", route=None)),
    ("route-state-not-named", "error", f"S1: {STRAY}", change(BASE, "S1", route=(*BASE.transit_states, STRAY))),
    ("issuer-differs", "error", "E1", change(BASE, "E1", issued_by=STRAY)),
    ("issuer-differs", "error", "I1", change(BASE, "I1", issued_by=STRAY)),
    ("export-state-differs", "error", "U1", change(BASE, "U1", export_state=STRAY)),
    ("import-state-differs", "error", "E1", change(BASE, "E1", import_state=STRAY)),
    ("transit-states-differ", "error", "E1", change(BASE, "E1", transit_states=(STRAY,))),
    ("transit-information-not-in-file", "warning", TRANSIT, drop(BASE, f"T-{TRANSIT}")),
    (
        "transit-information-late",
        "error",
        TRANSIT,
        change(BASE, f"T-{TRANSIT}", on=moved(of(BASE, "S1").on, 1)),
    ),
    ("receipt-not-confirmed", "warning", "S1", drop(BASE, "G1")),
    ("receipt-not-in-file", "note", "S1", drop(BASE, "G1", "Q1")),
    ("simplified-not-temporary", "error", "procedure", replace(simplified(), temporary=False)),
    ("simplified-not-known-temporary", "warning", "procedure", replace(simplified(), temporary=None)),
    ("purpose-not-in-file", "warning", "procedure", replace(simplified(), purpose=None)),
    ("purpose-not-named", "note", "procedure", replace(simplified(), purpose="other")),
    ("purpose-not-verifiable", "warning", "procedure", drop(simplified(), "P1")),
    ("return-not-in-file", "warning", "P1", drop(simplified(), "B1")),
    ("marks-not-in-file", "warning", "A", change(BASE, "A", marks=None)),
    *(
        (
            "mark-missing",
            severity,
            f"A: {mark}",
            change(BASE, "A", marks=tuple(each for each in of(BASE, "A").marks if each != mark)),
        )
        for mark, severity in (
            ("manufacturer", "warning"),
            ("country-of-manufacture", "warning"),
            ("country-of-import", "error"),
        )
    ),
    ("disclosure-not-in-file", "note", "disclosure_states", replace(BASE, disclosure_states=None)),
    ("broker-not-disclosed", "warning", f"E1: {BROKER}", change(BASE, "E1", brokers=None)),
    ("broker-not-disclosed", "error", f"I1: {BROKER}", change(BASE, "I1", brokers=())),
    (
        "broker-not-disclosed",
        "warning",
        f"I1: {BROKER}",
        change(BASE, "I1", brokers=tuple(replace(e, place=None) for e in of(BASE, "I1").brokers)),
    ),
    ("industry-contact-not-in-file", "note", "industry-contact", drop(BASE, "C1")),
    ("keeping-not-in-file", "note", "kept_until", replace(BASE, kept_until=None)),
    ("kept-too-short", "error", "kept_until", replace(BASE, kept_until="2030-01-01")),
    ("assessment-not-in-file", "warning", "export-assessment", drop(BASE, "R1")),
    *(
        (
            f"assessment-lacks-{word}",
            "warning",
            "export-assessment",
            change(BASE, "R1", assessed=tuple(each for each in transfers.ASSESSED if each != word)),
        )
        for word in transfers.ASSESSED
    ),
    ("export-licence-before-assessment", "error", "E1", change(BASE, "R1", issued_on=moved(LICENSED, 1))),
    ("overriding-risk", "error", "R1", change(BASE, "R1", overriding_risk=True)),
    ("overriding-risk-not-in-file", "note", "R1", change(BASE, "R1", overriding_risk=None)),
    ("exemption-not-in-file", "warning", BASE.import_state, drop(ecowas(), "X1")),
    ("exemption-after-shipment", "error", BASE.import_state, change(ecowas(), "X1", issued_on="2026-11-01")),
    (
        "recipient-not-authorized-in-file",
        "warning",
        "final-recipient",
        parties(drop(ecowas(), "I1"), public=False),
        {"import-licence-not-in-file"},
    ),
    (
        "no-objection-before-import-licence",
        "warning",
        NO_OBJECTION,
        change(cifta(BASE, TRANSIT), "I1", issued_on=moved(of(BASE, NO_OBJECTION).issued_on, 1)),
    ),
    (
        "export-licence-outlasts-import-licence",
        "note",
        "E1",
        change(european("eu-258-2012"), "I1", expires_on=moved(of(BASE, "E1").expires_on, -1)),
    ),
    (
        "user-statement-not-in-file",
        "note",
        "end-user-certificate",
        drop(european("eu-2025-41"), "U1"),
        {"end-user-certificate-not-in-file"},
    ),
    (
        "receipt-proof-not-in-file",
        "note",
        "S1",
        change(european("eu-2025-41"), "G1", on=moved(of(BASE, "S1").on, 46)),
    ),
    ("not-compared", "note", BASE.import_state, bind(BASE, BASE.import_state, "firearms-protocol", "att", "sadc")),
]
