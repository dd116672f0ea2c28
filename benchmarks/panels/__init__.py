"""Panels with their truth, real and synthetic, and how a reading of them is scored; see README.md."""
