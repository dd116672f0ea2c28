"""What does the mark say, and which mark is due? Reads what is stamped on a firearm, and checks it against the rules.

>>> from firearmskit import marking
>>> reading = marking.read(["10 in double circle", "IK 25 1777"])
>>> reading.serial, reading.values("year"), reading.values("country")
('IK 25 1777', ('1985',), ('BGR',))
"""

from __future__ import annotations

from firearmskit.marking.campaign import (
    SitePlan,
    plan_campaign,
    plan_to_frame,
)
from firearmskit.marking.checking import (
    check,
)
from firearmskit.marking.comparing import (
    STEPS,
    Comparison,
    Step,
    compare,
    rank,
)
from firearmskit.marking.firearm import (
    CONFLICTS,
    Conflict,
    Firearm,
    Standing,
    read_firearm,
)
from firearmskit.marking.import_rules import (
    ELEMENTS,
    ImportRule,
    compare_import_rules,
    import_rules,
)
from firearmskit.marking.learning import (
    learn_weights,
)
from firearmskit.marking.obligations import (
    LEVELS,
    Due,
    due,
)
from firearmskit.marking.piece import (
    COLUMNS,
    CONDITIONS,
    KINDS,
    STAGES,
    Piece,
    Reading,
)
from firearmskit.marking.reader import (
    read,
)
from firearmskit.marking.register import (
    Entry,
    Problem,
    check_register,
    read_register,
    write_register,
)
from firearmskit.marking.report import (
    describe,
    to_frame,
)
from firearmskit.marking.sampling import (
    sample_size,
    upper_share,
)
from firearmskit.marking.schemes import (
    EVENT_LETTERS,
    Scheme,
    StateMark,
    check_character,
    design,
)
from firearmskit.marking.spelling import search_key
from firearmskit.marking.stamped import (
    Event,
    StampedMark,
    parse_marks,
)
from firearmskit.marking.weights import (
    Weights,
)

__all__ = [
    "COLUMNS",
    "CONDITIONS",
    "CONFLICTS",
    "ELEMENTS",
    "EVENT_LETTERS",
    "KINDS",
    "LEVELS",
    "STAGES",
    "STEPS",
    "Comparison",
    "Conflict",
    "Due",
    "Entry",
    "Event",
    "Firearm",
    "ImportRule",
    "Piece",
    "Problem",
    "Reading",
    "Scheme",
    "SitePlan",
    "StampedMark",
    "Standing",
    "StateMark",
    "Step",
    "Weights",
    "check",
    "check_character",
    "check_register",
    "compare",
    "compare_import_rules",
    "describe",
    "design",
    "due",
    "import_rules",
    "learn_weights",
    "parse_marks",
    "plan_campaign",
    "plan_to_frame",
    "rank",
    "read",
    "read_firearm",
    "read_register",
    "sample_size",
    "search_key",
    "to_frame",
    "upper_share",
    "write_register",
]
