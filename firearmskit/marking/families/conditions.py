"""Marks that are described instead of read: altered, not readable, never there."""

from __future__ import annotations

from firearmskit.language import N_
from firearmskit.marking.rules import Rule

_THE_MARK = (
    r"(?:(?:the|all|any|three|mark(?:s|ing|ings)?|serial|serials|number|numbers|digits?|letters?|first|last|text|partly|fully|character|type|code|model|s|"
    r"is|are|was|were|been|has|has|le|la|num[ée]ro|n[uú]mero|de|s[ée]rie|marquage|matricola|nummer|seriennummer|"
    r"номер|серийный)\b[ ]?){0,6}"
)
_ALTERED = (
    "obliterated", "erased", "defaced", "removed", "ground off", "ground away", "ground down", "ground out", "ground",
    "filed off", "filed away", "filed", "scratched out", "scratched off", "scratched", "altered", "tampered",
    "tampered with",
    "over-stamped", "overstamped", "overstruck", "re-stamped", "restamped", "re-numbered", "renumbered", "drilled out",
    "peened", "punched out", "milled off", "cut out", "polished off", "polished out", "x-ed out", "deleted",
    "falsified",
    "effacé", "effacée", "efface", "meulé", "meulée", "limé", "limée", "gratté", "grattée", "oblitéré", "oblitérée",
    "altéré", "altérée", "falsifié", "falsifiée", "borrado", "borrada", "limado", "limada", "raspado", "raspada",
    "adulterado", "adulterada", "suprimido", "suprimida", "lixado", "lixada", "ausgeschliffen", "abgeschliffen",
    "entfernt", "weggefeilt", "ausgefeilt", "verändert", "unkenntlich gemacht", "abraso", "abrasa", "limato", "limata",
    "cancellato", "cancellata", "alterato", "alterata", "стёрт", "стерт", "спилен", "сбит", "перебит", "уничтожен",
    "удалён", "удален", "изменён", "изменен", "ممسوح", "مطموس",
)  # fmt: skip
_UNREADABLE = (
    "illegible", "unreadable", "not legible", "not readable", "worn away", "worn off", "worn", "rusted", "corroded",
    "pitted", "faint", "illisible", "usé", "usée", "corrodé", "ilegible", "ilegível", "gastado", "desgastado",
    "unleserlich", "abgenutzt", "verrostet", "illeggibile", "consumato", "нечитаем", "нечитаемый", "неразборчив",
    "неразборчиво", "غير مقروء",
)  # fmt: skip
_NEVER = (
    "never marked", "not marked", "unmarked", "unserialised", "unserialized", "no serial number", "no serial",
    "no number",
    "no marks", "no marking", "no markings", "without serial number", "without serial", "without number", "none marked",
    "jamais marqué", "jamais marquée", "non marqué", "non marquée", "sans numéro", "sans marquage", "aucun numéro",
    "sin número", "sin marcar", "sin marcas", "sem número", "ohne nummer", "ohne seriennummer", "nicht markiert",
    "senza numero", "senza matricola", "mai marcato", "без номера", "не маркирован", "بدون رقم",
)  # fmt: skip
_MISSING = ("missing", "absent", "absente", "manquant", "manquante", "fehlt", "mancante", "отсутствует")


def _pattern(words: tuple[str, ...]) -> str:
    listed = "|".join(sorted(words, key=len, reverse=True))
    return rf"[\[(<]?(?<!\w){_THE_MARK}\b(?:{listed})\b(?: (?:serial|serial number|number|mark|text))?[\])>]?"


def _rule(words: tuple[str, ...], condition: str | None, reason: str, rank: int = 96) -> Rule:
    return Rule(
        kind="unknown",
        pattern=_pattern(words),
        reason=reason,
        confidence=0.95,
        rank=rank,
        condition=condition,
        alternatives=(("serial", 0.05),),
        digits=False,
        words=tuple(dict.fromkeys(word[:5] for word in words)),
    )


RULES = (
    _rule(
        _ALTERED,
        "altered",
        N_(
            "The mark is described as removed or altered: somebody did it on purpose. Record it as altered, "
            "not as worn or never there, and ask a laboratory."
        ),
    ),
    _rule(
        _UNREADABLE,
        "unreadable",
        N_("The mark is described as not readable: it is there. Record whether it is worn or altered."),
    ),
    _rule(
        _NEVER,
        "never_marked",
        N_("It is described as never marked: that is neither altered nor worn. Only a laboratory can tell for sure."),
        97,
    ),
    _rule(
        _MISSING,
        None,
        N_("The mark is described as missing: record whether it is worn, altered or was never there."),
    ),
)
