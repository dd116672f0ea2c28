"""What the Protocol asks for, and clauses of made-up bills that provide it whole, in part, or not at all.

Each topic names the obligations of :func:`firearmskit.law.obligations` that it tells, and each thing the element that
it stands for: a test holds both against the tables, of which only rows that were read serve here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from firearmskit.language import N_

__all__ = ["TOPICS", "Topic"]


@dataclass(frozen=True, kw_only=True)
class Topic:
    """What is asked for, and how clauses can answer it.

    Attributes:
        article: Of the Firearms Protocol.
        obligations: Ids of the table, the texts of which were read.
        duty: What is asked for, a sentence.
        things: ``{element of the table: what it asks for}``.
        whole: A clause that provides each thing.
        lacking: ``{element: a clause that provides each thing but this}``.
        near: A clause about the same matter that provides none of them.
        elsewhere: A clause that leaves all of them to a text that isn't shown.
    """

    article: str
    obligations: tuple[str, ...]
    duty: str
    things: Mapping[str, str]
    whole: str
    lacking: Mapping[str, str]
    near: str
    elsewhere: str


TOPICS = {
    "marks": Topic(
        article="5(1)(c)",
        obligations=("fp-5-1-c",),
        duty=N_(
            "Whoever falsifies the marks of a firearm on purpose, or removes or alters them illicitly, is punished."
        ),
        things={
            "offence-marks-falsifying": N_("Falsifying marks is punished."),
            "offence-marks-removing": N_("Removing marks illicitly is punished."),
            "offence-marks-altering": N_("Altering marks illicitly is punished."),
        },
        whole=N_(
            "Whoever intentionally falsifies a mark of a firearm, or without the permission of the Office "
            "intentionally "
            "removes, obliterates or alters one, is liable to imprisonment for up to eight years."
        ),
        lacking={
            "offence-marks-falsifying": N_(
                "Whoever without the permission of the Office intentionally removes, obliterates or alters a "
                "mark of a firearm is liable to imprisonment for up to eight years. To falsify one is no "
                "offence."
            ),
            "offence-marks-removing": N_(
                "Whoever intentionally falsifies a mark of a firearm, or without the permission of the Office "
                "intentionally alters one, is liable to imprisonment for up to eight years. To remove one is no "
                "offence."
            ),
            "offence-marks-altering": N_(
                "Whoever intentionally falsifies a mark of a firearm, or without the permission of the Office "
                "intentionally removes or obliterates one, is liable to imprisonment for up to eight years. To "
                "alter one is no offence."
            ),
        },
        near=N_("The Office keeps a list of the marks that makers use, and shows it to whoever asks."),
        elsewhere=N_("The marks of firearms are protected as the law on seals and stamps provides."),
    ),
    "imports": Topic(
        article="8(1)(b)",
        obligations=("fp-8-1-b",),
        duty=N_(
            "Each imported firearm gets a mark that tells the country of import and lets its authorities "
            "trace it; only "
            "lawful imports for a time are left out."
        ),
        things={
            "mark-import-traceable": N_("The mark lets the authorities of that State trace the firearm."),
            "mark-import-country": N_("The mark of import tells the country of import."),
            "mark-import-exemption-limited": N_("Only lawful imports for a time are free of the mark of import."),
        },
        whole=N_(
            "Before a firearm leaves customs, the importer marks it with the code of the State and with a number that "
            "the Office keeps on record. Free of this are firearms that come with a permit for a lawful "
            "event and leave "
            "within a month."
        ),
        lacking={
            "mark-import-traceable": N_(
                "Before a firearm leaves customs, the importer marks it with the code of the State. Free of "
                "this are firearms that come with a permit for a lawful event and leave within a month."
            ),
            "mark-import-country": N_(
                "Before a firearm leaves customs, the importer marks it with a number that the Office keeps on record. "
                "Free of this are firearms that come with a permit for a lawful event and leave within a month."
            ),
            "mark-import-exemption-limited": N_(
                "Before a firearm leaves customs, the importer marks it with the code of the State and with a "
                "number that "
                "the Office keeps on record. The Office may free any importer of this."
            ),
        },
        near=N_("Imported firearms are shown to customs together with the invoice and the packing list."),
        elsewhere=N_("Imported firearms are marked as the regulations of the minister provide."),
    ),
    "records": Topic(
        article="7",
        obligations=("fp-7", "fp-7-years", "fp-7-a", "fp-7-b"),
        duty=N_(
            "Records hold the marks of firearms and, for international transactions, the countries and the final "
            "recipient; they are kept for ten years or longer."
        ),
        things={
            "records-10-years": N_("Records are kept for ten years or longer."),
            "records-marks-manufacture": N_("Records hold the marks of manufacture."),
            "records-recipient": N_("Records of an international transaction name the final recipient."),
        },
        whole=N_(
            "Makers, importers and dealers record all marks of each firearm and, of each transaction with "
            "another State, "
            "dates, countries, final recipient, description and quantity. They keep the records for twenty years."
        ),
        lacking={
            "records-10-years": N_(
                "Makers, importers and dealers record all marks of each firearm and, of each transaction with another "
                "State, dates, countries, final recipient, description and quantity. They keep the records for "
                "five years."
            ),
            "records-marks-manufacture": N_(
                "Makers, importers and dealers record the type and the price of each firearm and, of each transaction "
                "with another State, dates, countries, final recipient, description and quantity. They keep the "
                "records "
                "for twenty years."
            ),
            "records-recipient": N_(
                "Makers, importers and dealers record all marks of each firearm and, of each transaction with another "
                "State, dates, countries, carrier, description and quantity. They keep the records for twenty years."
            ),
        },
        near=N_("Makers, importers and dealers show their licence to an officer of the Office who asks for it."),
        elsewhere=N_("Makers, importers and dealers keep such records as the trade code asks of merchants."),
    ),
    "exports": Topic(
        article="10(2)",
        obligations=("fp-10-2-a", "fp-10-2-b"),
        duty=N_(
            "No licence to export before it is checked that the State of import has licensed the import, and that each "
            "State of transit has written that it doesn't object."
        ),
        things={
            "export-after-import-licence": N_("It is checked first that the State of import has licensed the import."),
            "export-after-transit-consent": N_("It is checked first that no State of transit objects."),
            "transit-consent-written": N_("States of transit say in writing that they don't object."),
        },
        whole=N_(
            "The Office licenses an export only when it has checked that the State of import has licensed "
            "the import, and "
            "that each State of transit has stated in writing, before the shipment, that it has no objection."
        ),
        lacking={
            "export-after-import-licence": N_(
                "The Office licenses an export only when it has checked that the buyer has paid, and that each "
                "State of "
                "transit has stated in writing, before the shipment, that it has no objection."
            ),
            "export-after-transit-consent": N_(
                "The Office licenses an export only when it has checked that the State of import has licensed "
                "the import. Each State of transit has to state in writing, before the shipment, that it has no "
                "objection; the Office doesn't check this before it licenses."
            ),
            "transit-consent-written": N_(
                "The Office licenses an export only when it has checked that the State of import has licensed "
                "the import, "
                "and has heard from each State of transit by telephone, before the shipment, that it has no objection."
            ),
        },
        near=N_("The Office decides on a licence to export within thirty days and asks a fee of forty crowns."),
        elsewhere=N_("The Office licenses an export under the conditions of the customs code."),
    ),
    "papers": Topic(
        article="10(3)",
        obligations=("fp-10-3",),
        duty=N_(
            "Licences to export and import show at least place and day of issue, until when they hold, the "
            "countries, the "
            "final recipient, what and how much it is, and the States of transit."
        ),
        things={
            "licence-shows-expiry": N_("Licences show until when they hold."),
            "licence-shows-recipient": N_("Licences show the final recipient."),
            "licence-shows-quantity": N_("Licences show the quantity."),
        },
        whole=N_(
            "A licence to export or import shows place and day of issue, its last day, the States of "
            "export, import and "
            "transit, the final recipient, and the description and the quantity of the goods."
        ),
        lacking={
            "licence-shows-expiry": N_(
                "A licence to export or import shows place and day of issue, the States of export, import and "
                "transit, the "
                "final recipient, and the description and the quantity of the goods. It holds without limit."
            ),
            "licence-shows-recipient": N_(
                "A licence to export or import shows place and day of issue, its last day, the States of "
                "export, import "
                "and transit, the carrier, and the description and the quantity of the goods."
            ),
            "licence-shows-quantity": N_(
                "A licence to export or import shows place and day of issue, its last day, the States of "
                "export, import "
                "and transit, the final recipient, and the description and the price of the goods."
            ),
        },
        near=N_("A licence to export or import is printed on green paper and signed by two officers of the Office."),
        elsewhere=N_("A licence to export or import has the form and the content that the minister sets by decree."),
    ),
    "disposal": Topic(
        article="6(2)",
        obligations=("fp-6-2-seize", "fp-6-2-destroy", "fp-6-2-other"),
        duty=N_(
            "Illicit firearms are seized and destroyed, unless another disposal was officially authorized, they are "
            "marked, and what was done is on record."
        ),
        things={
            "disposal-destroy-firearms": N_("Illicit firearms are destroyed, unless another disposal is authorized."),
            "disposal-other-marked": N_("Firearms that aren't destroyed are marked."),
            "disposal-other-recorded": N_("What was done with firearms that aren't destroyed is on record."),
        },
        whole=N_(
            "Firearms that were made or traded illicitly are seized and destroyed. Only a court may order another "
            "disposal; each firearm is then marked, and what was done with it is recorded."
        ),
        lacking={
            "disposal-destroy-firearms": N_(
                "Firearms that were made or traded illicitly are seized and sold to licensed dealers by auction; each "
                "firearm is first marked, and what was done with it is recorded."
            ),
            "disposal-other-marked": N_(
                "Firearms that were made or traded illicitly are seized and destroyed. Only a court may order another "
                "disposal; what was done with each firearm is then recorded."
            ),
            "disposal-other-recorded": N_(
                "Firearms that were made or traded illicitly are seized and destroyed. Only a court may order another "
                "disposal; each firearm is then marked."
            ),
        },
        near=N_("The police has a store for evidence in every district, and a guard stands before it."),
        elsewhere=N_("Firearms that a court has to decide on are dealt with as the law on evidence provides."),
    ),
    "deactivation": Topic(
        article="9",
        obligations=("fp-9-a", "fp-9-b", "fp-9-c"),
        duty=N_(
            "A firearm counts as deactivated only if all its essential parts are inoperable for good; an "
            "authority checks "
            "this, and a certificate, a record or a mark proves it."
        ),
        things={
            "deactivation-permanent": N_("A deactivated firearm is inoperable for good."),
            "deactivation-verified": N_("An authority checks each deactivation."),
            "deactivation-certified": N_("A certificate or a record proves the deactivation."),
        },
        whole=N_(
            "A firearm counts as deactivated only when all its essential parts are inoperable for good, the Office has "
            "checked this, and the Office has issued a certificate."
        ),
        lacking={
            "deactivation-permanent": N_(
                "A firearm counts as deactivated for as long as one of its essential parts is taken out, the "
                "Office has "
                "checked this, and the Office has issued a certificate."
            ),
            "deactivation-verified": N_(
                "A firearm counts as deactivated only when its owner declares that all its essential parts are "
                "inoperable "
                "for good; the Office then issues a certificate."
            ),
            "deactivation-certified": N_(
                "A firearm counts as deactivated only when all its essential parts are inoperable for good, and the "
                "Office has checked this. No paper is issued and no mark is made."
            ),
        },
        near=N_("A deactivated firearm may be shown in museums and in the theatre without a licence."),
        elsewhere=N_("The minister says in technical rules when a firearm counts as deactivated."),
    ),
    "others": Topic(
        article="5(2)",
        obligations=("fp-5-2-a-attempt", "fp-5-2-a-accomplice", "fp-5-2-b-lead"),
        duty=N_(
            "Attempting one of the crimes, taking part as an accomplice, and organizing or directing one "
            "are punished, the "
            "first two as far as the basic concepts of the law allow."
        ),
        things={
            "offence-attempt-traffic": N_("The attempt to traffic in firearms is punished."),
            "offence-accomplice-traffic": N_("Accomplices in trafficking in firearms are punished."),
            "offence-organizing-traffic": N_("Organizing trafficking in firearms is punished."),
        },
        whole=N_(
            "Whoever attempts a crime of this law, takes part in one as an accomplice, or organizes or directs one, is "
            "punished as the one who commits it."
        ),
        lacking={
            "offence-attempt-traffic": N_(
                "Whoever takes part in a crime of this law as an accomplice, or organizes or directs one, is "
                "punished as "
                "the one who commits it. An attempt isn't punished."
            ),
            "offence-accomplice-traffic": N_(
                "Whoever attempts a crime of this law, or organizes or directs one, is punished as the one who commits "
                "it. Nobody else is punished."
            ),
            "offence-organizing-traffic": N_(
                "Whoever attempts a crime of this law, or takes part in one as an accomplice, is punished as "
                "the one who commits it. Who only organizes or directs one isn't punished."
            ),
        },
        near=N_("A judgment for a crime of this law may be published in two newspapers."),
        elsewhere=N_("The general part of the penal code says who is punished beside the one who commits a crime."),
    ),
    "contact": Topic(
        article="12(4), 13(2)",
        obligations=("fp-12-4-reply", "fp-13-2"),
        duty=N_(
            "One body or point of contact is the link to other States in matters of the Protocol; requests "
            "to trace are "
            "answered promptly, within the means there are."
        ),
        things={
            "contact-point": N_("One body or point of contact is named, and not several."),
            "contact-point-liaison": N_("Other States have a link in all matters of the Protocol."),
            "tracing-reply-prompt": N_("Requests to trace are answered promptly."),
        },
        whole=N_(
            "The Office is the point of contact of the State. It is the link to other States in all matters of the "
            "Protocol, and answers their requests to trace without delay."
        ),
        lacking={
            "contact-point": N_(
                "Each service is itself the link to other States in all matters of the Protocol, and answers their "
                "requests to trace without delay. No common point of contact is named."
            ),
            "contact-point-liaison": N_(
                "The Office is the point of contact of the State for requests of other States to trace, and for "
                "nothing else. It answers them without delay."
            ),
            "tracing-reply-prompt": N_(
                "The Office is the point of contact of the State. It is the link to other States in all matters of the "
                "Protocol, and answers their requests to trace once a year, all together."
            ),
        },
        near=N_("The Office has its seat in the capital and is open on working days from eight to four."),
        elsewhere=N_("The government says by decree which services work with those of other States, and how."),
    ),
}
"""What a bill is held against; the keys stand in the evidence."""
