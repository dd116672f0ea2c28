"""From the find to the reply: six tasks on made-up firearms, registers, States and replies.

Every task has a generator of its own, in the module of its name; nothing in one helps with another. What is graded
rests on the evidence, and on three things that were read: the five identifiers of a trace; that the own records come
first, then the State of manufacture or of the last legal import; and the names of the nine steps. What a request must
hold and on which grounds it may be refused under the International Tracing Instrument wasn't read, so nothing asks it.
"""

from __future__ import annotations

from firearmskit.course.exercises.m14_tracing import _asked, _enough, _period, _records, _reply, _search
from firearmskit.course.exercises.shared import exercise_apart
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_apart(
    "m14_tracing/requests",
    version=1,
    title=N_("From the find to the reply"),
    tasks=(
        (_enough.TASK, _enough.draw_enough, _enough.HINTS),
        (_search.TASK, _search.draw_search, _search.HINTS),
        (_asked.TASK, _asked.draw_asked, _asked.HINTS),
        (_reply.TASK, _reply.draw_reply, _reply.HINTS),
        (_period.TASK, _period.draw_period, _period.HINTS),
        (_records.TASK, _records.draw_steps, _records.HINTS),
    ),
)
"""Six tasks: 50 points."""
