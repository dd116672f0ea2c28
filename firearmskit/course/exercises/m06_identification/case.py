"""From the look of a firearm to the last doubtful record: six tasks on made-up firearms, marks and registers.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. Types, makers,
States and registers are made up, so that the evidence alone decides and no row of the reference is graded on.
"""

from __future__ import annotations

from firearmskit.course.exercises.m06_identification import _features, _later, _parts, _records, _register, _request
from firearmskit.course.exercises.shared import exercise_apart
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_apart(
    "m06_identification/case",
    version=1,
    title=N_("One case, from the look to the record"),
    tasks=(
        (_features.TASK, _features.draw_features, _features.HINTS),
        (_parts.TASK, _parts.draw_parts, _parts.HINTS),
        (_later.TASK, _later.draw_later, _later.HINTS),
        (_register.TASK, _register.draw_compare, _register.HINTS),
        (_request.TASK, _request.draw_request, _request.HINTS),
        (_records.TASK, _records.draw_records, _records.HINTS),
    ),
)
"""Six tasks: 50 points."""
