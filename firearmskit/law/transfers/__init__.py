"""Is this file on an export, an import or a transit complete, and does it agree with itself and with the rules?"""

from __future__ import annotations

from firearmskit.law.transfers.checking import check_transfer
from firearmskit.law.transfers.describing import describe_transfer, findings_to_frame
from firearmskit.law.transfers.file import InventedState, TransferFile
from firearmskit.law.transfers.plain import transfer_to_json
from firearmskit.law.transfers.planting import DrawnTransfer, PlantedFault, draw_transfer
from firearmskit.law.transfers.reading import read_transfer
from firearmskit.law.transfers.values import GoodsLine, TransferEvent, TransferItem, TransferPaper, TransferParty
from firearmskit.law.transfers.words import (
    ASSESSED,
    AUTHENTICITY,
    DIRECTIONS,
    PAPERS,
    PROCEDURES,
    PURPOSES,
    ROLES,
    TRANSFER_EVENTS,
    UNITS,
)

__all__ = [
    "ASSESSED",
    "AUTHENTICITY",
    "DIRECTIONS",
    "PAPERS",
    "PROCEDURES",
    "PURPOSES",
    "ROLES",
    "TRANSFER_EVENTS",
    "UNITS",
    "DrawnTransfer",
    "GoodsLine",
    "InventedState",
    "PlantedFault",
    "TransferEvent",
    "TransferFile",
    "TransferItem",
    "TransferPaper",
    "TransferParty",
    "check_transfer",
    "describe_transfer",
    "draw_transfer",
    "findings_to_frame",
    "read_transfer",
    "transfer_to_json",
]
