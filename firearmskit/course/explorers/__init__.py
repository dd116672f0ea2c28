"""Explorers: widgets for looking and trying, without points; every one works with mouse, finger or keyboard alone."""

from __future__ import annotations

from firearmskit.course.explorers.clerks import clerk_register, show_clerk
from firearmskit.course.explorers.headstamps import HEADS, Head, show_headstamps
from firearmskit.course.explorers.keys import show_key

__all__ = ["HEADS", "Head", "clerk_register", "show_clerk", "show_headstamps", "show_key"]
