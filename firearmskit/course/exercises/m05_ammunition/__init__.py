"""Exercises of module M05, parts, components and ammunition."""
