"""One file for each family of marks; every file here is found by itself and gives its ``RULES``."""
