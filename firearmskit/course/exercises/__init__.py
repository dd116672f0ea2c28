"""One file an exercise: how its cases are drawn, and what it asks. Found by glob, see ``course.packs.exercises``."""
