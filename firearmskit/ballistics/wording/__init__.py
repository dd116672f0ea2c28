"""What statements claim, and what they tell, by language."""

from firearmskit.ballistics.wording import english, french
from firearmskit.ballistics.wording.claim import Claim

__all__ = ["CLAIMS", "DENIALS", "LITTLE_WORDS", "TOLD", "Claim"]

_LANGUAGES = {"en": english, "fr": french}

CLAIMS = {code: module.CLAIMS for code, module in _LANGUAGES.items()}
DENIALS = {code: module.DENIALS for code, module in _LANGUAGES.items()}
LITTLE_WORDS = {code: module.LITTLE_WORDS for code, module in _LANGUAGES.items()}
TOLD = {code: module.TOLD for code, module in _LANGUAGES.items()}
