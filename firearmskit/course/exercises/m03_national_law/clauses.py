"""From a treaty to a clause, and from clauses to a plan: six tasks on made-up laws.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What treaties ask
for is told in our words, from rows of the tables whose texts were read.
"""

from __future__ import annotations

from firearmskit.course.exercises.m03_national_law import _amend, _border, _clauses, _force, _offences, _status
from firearmskit.course.exercises.shared import exercise_apart
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_apart(
    "m03_national_law/clauses",
    version=1,
    title=N_("From a treaty to a clause"),
    tasks=(
        (_force.TASK, _force.draw_force, _force.HINTS),
        (_clauses.TASK, _clauses.draw_clauses, _clauses.HINTS),
        (_offences.TASK, _offences.draw_offences, _offences.HINTS),
        (_border.TASK, _border.draw_border, _border.HINTS),
        (_status.TASK, _status.draw_status, _status.HINTS),
        (_amend.TASK, _amend.draw_amend, _amend.HINTS),
    ),
)
"""Six tasks: 50 points."""
