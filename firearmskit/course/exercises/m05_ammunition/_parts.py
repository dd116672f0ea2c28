"""What the tasks on a parcel share: the names of parts, and a note."""

from __future__ import annotations

from firearmskit.course.tasks import Note
from firearmskit.language import N_
from firearmskit.language import text as _

__all__ = ["PARTS", "made_up"]

PARTS = {
    "barrel": N_("barrel"),
    "bolt": N_("bolt"),
    "cylinder": N_("cylinder"),
    "frame": N_("frame"),
    "front_sight": N_("front sight"),
    "grip": N_("grip"),
    "hammer": N_("hammer"),
    "loading_port": N_("loading port"),
    "magazine": N_("magazine"),
    "magazine_tube": N_("magazine tube"),
    "rear_sight": N_("rear sight"),
    "receiver": N_("receiver"),
    "slide": N_("slide"),
    "stock": N_("stock"),
    "trigger": N_("trigger"),
    "silencer": N_("device that reduces the sound of a shot"),
    "holster": N_("holster of leather"),
    "sling": N_("carrying sling"),
    "case": N_("carrying case"),
    "target": N_("pack of paper targets"),
}


def made_up() -> Note:
    """Say what in the parcel is made up."""
    return Note(text=_("The parcel, its numbers, the persons and the State whose law is quoted are made up."))
