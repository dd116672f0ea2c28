"""The questions after the course."""

from __future__ import annotations

from firearmskit.course.assessment import exercise_of
from firearmskit.language import N_

__all__ = ["EXERCISE"]

EXERCISE = exercise_of("posttest", version=4, title=N_("Questions after the course"))
