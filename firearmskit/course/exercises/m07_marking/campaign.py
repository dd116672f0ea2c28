"""Read a State's own marks back, plan a marking campaign, control its register, and decide on a seized lot.

A case is a made-up State that marks the firearms of its police. Every case has the same slips, the same kinds of
problems in its register, and the same five fates of seized firearms. States, numbers, people and sites are made up.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercises.m07_marking import _lot, _plan, _readback, _register
from firearmskit.course.exercises.m07_marking._states import STATES
from firearmskit.course.packs import Case, Exercise
from firearmskit.language import N_

__all__ = ["EXERCISE"]


def draw_case(draw: Draw) -> Case:
    """Draw a learner's State, its marks, plan, register and seized lot.

    Args:
        draw: The learner's own.
    """
    state = draw.pick(STATES)
    marks, readback, readback_truth = _readback.draw_readback(draw, state)
    plan, plan_truth = _plan.draw_plan(draw)
    register, register_truth = _register.draw_register(draw, state)
    frames, lot, lot_truth = _lot.draw_lot(draw)
    return Case(
        evidence={
            "state": {"name": state.name, "code": state.code},
            "pictures": {"marks": marks} | frames,
            "readback": readback,
            "plan": plan,
            "register": register,
            "lot": lot,
        },
        truth={"readback": readback_truth, "plan": plan_truth, "register": register_truth, "lot": lot_truth},
    )


EXERCISE = Exercise(
    id="m07_marking/campaign",
    version=1,
    title=N_("A marking campaign and a seized lot"),
    draw=draw_case,
    tasks=(_readback.TASK, _plan.TASK, _register.TASK, _lot.TASK),
    hints=_readback.HINTS | _plan.HINTS | _register.HINTS | _lot.HINTS,
)
"""Five marks, a plan, six entries and five seized pistols: 42 points."""
