"""Synthetic cases of tracing with planted truth: fictional States, registers, holders and serials, all made up.

The truth comes from the generator of the case, never from ``tracing.chain``, and never travels with what is shown.
The same seed gives the same case.

>>> from firearmskit.tracing import scenarios
>>> case = scenarios.scenario(1, "transit")
>>> case.truth.kind, case.truth.findable, case.shown.synthetic
('in-transit', True, True)
"""

from __future__ import annotations

from firearmskit.tracing.scenarios.archetypes import ARCHETYPES, draw, scenario
from firearmskit.tracing.scenarios.papers import papers
from firearmskit.tracing.scenarios.values import Scenario, Shown, Truth

__all__ = ["ARCHETYPES", "Scenario", "Shown", "Truth", "draw", "papers", "scenario"]
