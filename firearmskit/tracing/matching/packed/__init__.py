"""Registers of millions of firearms, in arrays; needs numpy."""

from __future__ import annotations

from firearmskit.tracing.matching.packed.index import PackedIndex

__all__ = ["PackedIndex"]
