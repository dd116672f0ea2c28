"""The chores behind make. Each is a program of its own; what one lends to another is imported from here."""
