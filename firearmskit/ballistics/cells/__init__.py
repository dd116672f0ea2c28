"""Congruent matching cells: which parts of one surface are found on another, all turned and shifted alike."""
