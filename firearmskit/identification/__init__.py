"""What is this object? Types by what is seen, headstamps, classes, parts, and whether a description can be traced.

Everything that is asked is seen from outside, on a firearm that a qualified person made safe: nothing has to be held,
opened, loaded or unloaded.

>>> from firearmskit import identification
>>> seen = {"form": "long_gun", "front_sight": "hood", "bayonet": "spike", "pistol_grip": "separate"}
>>> identification.identify(seen, limit=2).candidates[0].name
'ASh-78'
"""

from __future__ import annotations

from firearmskit.identification import headstamp
from firearmskit.identification.asking import NextFeature
from firearmskit.identification.classes import Classification, ClassOption, classify
from firearmskit.identification.comparing import Difference, compare
from firearmskit.identification.contradictions import Contradiction
from firearmskit.identification.description import Description
from firearmskit.identification.features import answers, features, label
from firearmskit.identification.identifying import Candidate, Evidence, Identification, describe, identify, to_frame
from firearmskit.identification.keys import Couplet, Key, KeyTable, Question, key, key_table
from firearmskit.identification.parts import NumberFinding, check_numbers, components, instruments
from firearmskit.identification.tables import EssentialPart, Feature, TraceField, trace_fields
from firearmskit.identification.tracing import FIELDS, MissingField, Purpose, Traceability, describe_trace, traceable

__all__ = [
    "FIELDS",
    "Candidate",
    "ClassOption",
    "Classification",
    "Contradiction",
    "Couplet",
    "Description",
    "Difference",
    "EssentialPart",
    "Evidence",
    "Feature",
    "Identification",
    "Key",
    "KeyTable",
    "MissingField",
    "NextFeature",
    "NumberFinding",
    "Purpose",
    "Question",
    "TraceField",
    "Traceability",
    "answers",
    "check_numbers",
    "classify",
    "compare",
    "components",
    "describe",
    "describe_trace",
    "features",
    "headstamp",
    "identify",
    "instruments",
    "key",
    "key_table",
    "label",
    "to_frame",
    "trace_fields",
    "traceable",
]
