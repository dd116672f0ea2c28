"""One State laid over the generic: its law, authorities, forms and words, from a folder, without a change of code."""

from firearmskit.law.overlay.active import VARIABLE, national, using
from firearmskit.law.overlay.reading import read_overlay
from firearmskit.law.overlay.values import FORMS, ROLES, Authority, Form, Overlay, Word

__all__ = ["FORMS", "ROLES", "VARIABLE", "Authority", "Form", "Overlay", "Word", "national", "read_overlay", "using"]
