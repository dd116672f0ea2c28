"""How is it taught and graded?

The learner's side (``open_exercise`` and what it needs) imports with the standard library alone; the trainer's side
loads nbgrader when it is asked for.
"""

from __future__ import annotations

from firearmskit.course.draw import Draw
from firearmskit.course.exercise import OpenExercise, open_exercise
from firearmskit.course.packs import Case, Exercise, Pack, all_exercises
from firearmskit.course.tasks import Document, Field, Note, Option, Part, Picture, Spot, Task, Verdict, score

__all__ = [
    "Case",
    "Document",
    "Draw",
    "Exercise",
    "Field",
    "Note",
    "OpenExercise",
    "Option",
    "Pack",
    "Part",
    "Picture",
    "Spot",
    "Task",
    "Verdict",
    "all_exercises",
    "open_exercise",
    "score",
]
