"""Exercises of module M14, tracing at home and abroad."""
