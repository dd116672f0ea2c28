"""What does it look like? Every plot and drawing.

What is drawn and its description need the standard library alone; matplotlib and NumPy load when a picture is drawn.
"""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from firearmskit.figures.accounts import account_of_campaign, account_of_stocktake
from firearmskit.figures.adherence import describe_parties_by_region, describe_parties_by_year
from firearmskit.figures.alignments import ALIGNMENT_STEPS, describe_alignment
from firearmskit.figures.cellmaps import describe_cells
from firearmskit.figures.chains import describe_chain
from firearmskit.figures.evidence import describe_pav, describe_scores, describe_tippett
from firearmskit.figures.features import describe_feature, drawn_features
from firearmskit.figures.headstamps import CASES, ORIENTATIONS, PRIMERS, RIMS, Stamp, describe_headstamp
from firearmskit.figures.lawsteps import describe_law_steps
from firearmskit.figures.lives import (
    ACCOUNT_STEPS,
    STAYS,
    AccountStep,
    Stay,
    describe_account,
    describe_life,
    life_of,
)
from firearmskit.figures.markmaps import MarkPlace, describe_mark_map, mark_places
from firearmskit.figures.marks import STYLES, SURFACES, SYMBOLS, Mark, describe_marks
from firearmskit.figures.reliability import ReliabilityBin, describe_reliability, reliability_bins
from firearmskit.figures.reliefs import describe_steps, describe_surface
from firearmskit.figures.rounds import CARTRIDGES, describe_cartridge
from firearmskit.figures.striae import describe_bullet_matrix, describe_signatures
from firearmskit.figures.views import PARTS, SIDE_VIEWS, SIDES, describe_side_view, side_view_parts
from firearmskit.figures.words import instead

if TYPE_CHECKING:
    from firearmskit.figures.adherence_charts import plot_parties_by_region, plot_parties_by_year
    from firearmskit.figures.bullet_matrix import plot_bullet_matrix
    from firearmskit.figures.casehead import plot_headstamp
    from firearmskit.figures.cellmaps_chart import plot_cells
    from firearmskit.figures.charts import plot_alignment, plot_reliability
    from firearmskit.figures.drawing import Drawing
    from firearmskit.figures.evidence_charts import plot_pav, plot_scores, plot_tippett
    from firearmskit.figures.lawsteps_chart import plot_law_steps
    from firearmskit.figures.lifelines import plot_account, plot_chain, plot_life
    from firearmskit.figures.panel import Panel, plot_marks, save
    from firearmskit.figures.reliefs_chart import plot_steps, plot_surface
    from firearmskit.figures.sideviews import plot_cartridge, plot_mark_map, plot_side_view
    from firearmskit.figures.sketches import plot_feature
    from firearmskit.figures.striae_charts import plot_signatures

__all__ = [
    "ACCOUNT_STEPS",
    "ALIGNMENT_STEPS",
    "CARTRIDGES",
    "CASES",
    "ORIENTATIONS",
    "PARTS",
    "PRIMERS",
    "RIMS",
    "SIDES",
    "SIDE_VIEWS",
    "STAYS",
    "STYLES",
    "SURFACES",
    "SYMBOLS",
    "AccountStep",
    "Drawing",
    "Mark",
    "MarkPlace",
    "Panel",
    "ReliabilityBin",
    "Stamp",
    "Stay",
    "account_of_campaign",
    "account_of_stocktake",
    "describe_account",
    "describe_alignment",
    "describe_bullet_matrix",
    "describe_cartridge",
    "describe_cells",
    "describe_chain",
    "describe_feature",
    "describe_headstamp",
    "describe_law_steps",
    "describe_life",
    "describe_mark_map",
    "describe_marks",
    "describe_parties_by_region",
    "describe_parties_by_year",
    "describe_pav",
    "describe_reliability",
    "describe_scores",
    "describe_side_view",
    "describe_signatures",
    "describe_steps",
    "describe_surface",
    "describe_tippett",
    "drawn_features",
    "life_of",
    "mark_places",
    "plot_account",
    "plot_alignment",
    "plot_bullet_matrix",
    "plot_cartridge",
    "plot_cells",
    "plot_chain",
    "plot_feature",
    "plot_headstamp",
    "plot_law_steps",
    "plot_life",
    "plot_mark_map",
    "plot_marks",
    "plot_parties_by_region",
    "plot_parties_by_year",
    "plot_pav",
    "plot_reliability",
    "plot_scores",
    "plot_side_view",
    "plot_signatures",
    "plot_steps",
    "plot_surface",
    "plot_tippett",
    "reliability_bins",
    "save",
    "side_view_parts",
]

_DRAWN = {
    "Drawing": "drawing",
    "Panel": "panel",
    "plot_account": "lifelines",
    "plot_alignment": "charts",
    "plot_bullet_matrix": "bullet_matrix",
    "plot_cartridge": "sideviews",
    "plot_cells": "cellmaps_chart",
    "plot_chain": "lifelines",
    "plot_feature": "sketches",
    "plot_headstamp": "casehead",
    "plot_law_steps": "lawsteps_chart",
    "plot_life": "lifelines",
    "plot_mark_map": "sideviews",
    "plot_marks": "panel",
    "plot_parties_by_region": "adherence_charts",
    "plot_parties_by_year": "adherence_charts",
    "plot_pav": "evidence_charts",
    "plot_reliability": "charts",
    "plot_scores": "evidence_charts",
    "plot_side_view": "sideviews",
    "plot_steps": "reliefs_chart",
    "plot_surface": "reliefs_chart",
    "plot_signatures": "striae_charts",
    "plot_tippett": "evidence_charts",
    "save": "panel",
}


def __getattr__(name: str) -> Any:
    """Load matplotlib the first time that something is drawn; in a browser without it, words stand in."""
    if name in _DRAWN:
        if find_spec("matplotlib") is None:
            return instead(name, globals().get(name.replace("plot_", "describe_", 1)))
        return getattr(importlib.import_module(f"firearmskit.figures.{_DRAWN[name]}"), name)
    raise AttributeError(f"firearmskit.figures has nothing named {name!r}")


def __dir__() -> list[str]:
    """List every name, also those that are not loaded yet."""
    return sorted({*globals(), *_DRAWN})
