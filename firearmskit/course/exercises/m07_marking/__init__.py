"""Exercises of module M07, marking at manufacture, import, State transfer and seizure."""
