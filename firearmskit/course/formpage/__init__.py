"""Exercises as one page that any browser opens, without a kernel, an installation or an account.

The page holds a learner's evidence and the forms. It keeps each answer in the browser at once, and gives them back as
one file that ``firearmskit course collect`` takes. Like the forms in a notebook, it knows nothing of what is true.
"""

from __future__ import annotations

from firearmskit.course.formpage.feedback import review
from firearmskit.course.formpage.page import Asked, form_page

__all__ = ["Asked", "form_page", "review"]
