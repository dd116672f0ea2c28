"""Questions on module M06, in pairs: the same objective at the same level, before and after the course.

Marks, States, firms and services are made up, but for the symbols and the wording that a source describes. The numbers
of sources are those of the lesson, ``curriculum/m06_identification/index.md``.
"""

from __future__ import annotations

from firearmskit.course.exercises.assessments.m06_identification import argument, judgement, reading

__all__ = ["PAIRS"]

PAIRS = (*reading.PAIRS, *judgement.PAIRS, *argument.PAIRS)
