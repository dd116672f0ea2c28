"""The words of a file on a transfer, and what each is called where people read it."""

from __future__ import annotations

from firearmskit.language import N_

__all__ = [
    "ASSESSED",
    "AUTHENTICITY",
    "DIRECTIONS",
    "PAPERS",
    "PROCEDURES",
    "PURPOSES",
    "ROLES",
    "TRANSFER_EVENTS",
    "UNITS",
]

DIRECTIONS = {"export": N_("export"), "import": N_("import"), "transit": N_("transit")}
"""From whose side a file was made."""

PROCEDURES = {"full": N_("full procedure"), "simplified": N_("simplified procedure")}
"""By which procedure goods move."""

PURPOSES = {
    "hunting": N_("hunting"),
    "sport-shooting": N_("sport shooting"),
    "evaluation": N_("evaluation"),
    "exhibition": N_("exhibition"),
    "repair": N_("repair"),
    "other": N_("another purpose"),
}
"""Purposes of a temporary transfer; all but the last are named in article 10(6) of the Firearms Protocol."""

ROLES = {
    "exporter": N_("exporter"),
    "importer": N_("importer"),
    "final-recipient": N_("final recipient"),
    "broker": N_("broker"),
    "dealer": N_("dealer"),
    "carrier": N_("carrier"),
    "manufacturer": N_("manufacturer"),
}
"""What a party does in a transfer."""

PAPERS = {
    "import-licence": N_("import licence"),
    "transit-no-objection": N_("statement of no objection"),
    "export-licence": N_("export licence"),
    "end-user-certificate": N_("end-user certificate"),
    "delivery-verification": N_("delivery verification"),
    "temporary-papers": N_("papers of the temporary transfer"),
    "export-assessment": N_("assessment of the export"),
    "exemption": N_("exemption"),
}
"""The papers of a file."""

TRANSFER_EVENTS = {
    "transit-information": N_("information given to a transit State"),
    "shipment": N_("shipment"),
    "receipt-request": N_("request to confirm receipt"),
    "receipt": N_("receipt"),
    "return": N_("return"),
    "industry-contact": N_("contact with dealers, brokers or carriers"),
}
"""What happens in a transfer."""

UNITS = {
    "piece": N_("pieces"),
    "set": N_("sets"),
    "round": N_("rounds"),
    "kg": N_("kilograms"),
}
"""In what goods are counted."""

AUTHENTICITY = {
    "asked": N_("asked, no answer yet"),
    "confirmed": N_("confirmed by the issuing authority"),
    "denied": N_("denied by the issuing authority"),
}
"""What is known of whether a paper is genuine."""

ASSESSED = {
    "prohibitions": N_("prohibitions of article 6"),
    "risks": N_("risks of article 7(1)"),
    "gender-based-violence": N_("gender-based violence, article 7(4)"),
    "diversion": N_("diversion, article 11(2)"),
}
"""What an assessment of an export covers, by the articles of the Arms Trade Treaty."""
