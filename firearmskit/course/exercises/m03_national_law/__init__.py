"""Exercises of module M03, national legislation: criminalization and gap analysis."""
