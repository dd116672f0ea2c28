"""Collecting what learners hand in: from folders, sticks, zips and downloads, to ``submitted/`` where grading reads it.

============================ =================================================================================
``collected/<time>-<n>/``    what came in, as it came; nothing here is ever deleted by this program
``collected/typed/``         what was typed in from paper, made into files
``trainer/collected.csv``    the journal: what came in, whose it is, and what became of it and why
``trainer/to-resolve.csv``   what waits for the trainer to say whose it is
``submitted/<learner>/``     what counts: of several submissions the newest
============================ =================================================================================
"""

from __future__ import annotations

from firearmskit.course.collecting.gathering import TO_RESOLVE, Collected, Listed, Placed, collect

__all__ = ["TO_RESOLVE", "Collected", "Listed", "Placed", "collect"]
