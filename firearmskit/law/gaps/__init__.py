"""Where does a national law fall short of what the State owes? An aid to a legal reader, and no legal advice."""

from firearmskit.law.gaps.amending import Amendment, Plan, plan
from firearmskit.law.gaps.answering import STANDINGS, Answer, answers
from firearmskit.law.gaps.assessing import RESULTS, Assessment, Result, assess
from firearmskit.law.gaps.comparing import Change, compare, history, side_by_side, to_frame
from firearmskit.law.gaps.documents import read_national_law, schema, write_national_law
from firearmskit.law.gaps.national import SAYS, Claim, NationalLaw, Provision
from firearmskit.law.gaps.reporting import NOTICE, write_report, write_self_assessment
from firearmskit.law.gaps.steps import STEPS, Step, progress
from firearmskit.law.gaps.telling import describe

__all__ = [
    "NOTICE",
    "RESULTS",
    "SAYS",
    "STANDINGS",
    "STEPS",
    "Amendment",
    "Answer",
    "Assessment",
    "Change",
    "Claim",
    "NationalLaw",
    "Plan",
    "Provision",
    "Result",
    "Step",
    "answers",
    "assess",
    "compare",
    "describe",
    "history",
    "plan",
    "progress",
    "read_national_law",
    "schema",
    "side_by_side",
    "to_frame",
    "write_national_law",
    "write_report",
    "write_self_assessment",
]
