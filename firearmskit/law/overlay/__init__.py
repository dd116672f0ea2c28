"""One State laid over the generic: its law, authorities, forms and words, from a folder, without a change of code."""

from firearmskit.law.overlay.active import VARIABLE, national, using
from firearmskit.law.overlay.box import Box, Entry, Line, in_your_state
from firearmskit.law.overlay.examples import EXAMPLES, PLANTED_ON, Planted, example, planted
from firearmskit.law.overlay.reading import read_overlay
from firearmskit.law.overlay.values import FORMS, ROLES, Authority, Form, Overlay, Word

__all__ = [
    "EXAMPLES",
    "FORMS",
    "PLANTED_ON",
    "ROLES",
    "VARIABLE",
    "Authority",
    "Box",
    "Entry",
    "Form",
    "Line",
    "Overlay",
    "Planted",
    "Word",
    "example",
    "in_your_state",
    "national",
    "planted",
    "read_overlay",
    "using",
]
