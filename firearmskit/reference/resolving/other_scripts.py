"""Words of Arabic, Chinese and phonetic spellings, brought to the Latin words that names are compared in."""

from __future__ import annotations

import re
from functools import cache

from firearmskit.reference.load import rows
from firearmskit.reference.resolving.name_words import KINDS, LEGAL, PLAIN
from firearmskit.reference.resolving.phrases import names_of
from firearmskit.reference.resolving.text import tokens
from firearmskit.reference.rows import Maker, Model

__all__ = ["spell"]

_ARABIC_WORDS = {
    "مسدس": "handgun",
    "مسدسات": "handgun",
    "بندقية": "gun",
    "بنادق": "gun",
    "رشاش": "machine gun",
    "رشاشة": "machine gun",
    "قناص": "sniper",
    "قناصة": "sniper",
    "قاذف": "launcher",
    "قاذفة": "launcher",
    "خرطوش": "shotgun",
    "سلاح": "weapon",
    "عيار": "cal",
    "ملم": "mm",
    "نوع": "type",
    "طراز": "model",
    "موديل": "model",
    "رقم": "nr",
    "صيني": "chinese",
    "صينية": "chinese",
    "روسي": "russian",
    "روسية": "russian",
    "تركي": "turkish",
    "تركية": "turkish",
    "غلوك": "glock",
    "جلوك": "glock",
    "كلوك": "glock",
    "بيريتا": "beretta",
    "بريتا": "beretta",
    "كولت": "colt",
    "والتر": "walther",
    "فالتر": "walther",
    "ستار": "star",
    "سميث": "smith",
    "ويسون": "wesson",
    "موزر": "mauser",
    "ماوزر": "mauser",
    "عوزي": "uzi",
    "دوشكا": "dshk",
    "لاما": "llama",
    "استرا": "astra",
    "روجر": "ruger",
    "اند": "and",
}
"""Usual words, and names too short to be told by their consonants."""
_ARABIC_LETTERS = {
    "ار بي جي": "rpg",
    "آر بي جي": "rpg",
    "بي كي سي": "pk",
    "بي كي ام": "pkm",
    "اي كي": "ak",
    "ايه كيه": "ak",
    "اف ان": "fn",
    "ام": "m",
    "جي": "g",
}
"""Latin designations written by the names of their letters."""
_CHINESE = {
    "半自动步枪": "semi automatic carbine",
    "自动步枪": "automatic rifle",
    "突击步枪": "assault rifle",
    "狙击步枪": "sniper rifle",
    "冲锋枪": "submachine gun",
    "微型冲锋枪": "submachine gun",
    "轻机枪": "light machine gun",
    "重机枪": "heavy machine gun",
    "高射机枪": "heavy machine gun",
    "通用机枪": "general purpose machine gun",
    "机枪": "machine gun",
    "左轮手枪": "revolver",
    "转轮手枪": "revolver",
    "手枪": "pistol",
    "步枪": "rifle",
    "霰弹枪": "shotgun",
    "猎枪": "shotgun",
    "枪": "gun",
    "型": " ",
    "中国北方工业": "norinco",
    "北方工业": "norinco",
    "格洛克": "glock",
    "伯莱塔": "beretta",
    "贝雷塔": "beretta",
    "勃朗宁": "browning",
    "柯尔特": "colt",
    "托卡列夫": "tokarev",
    "马卡洛夫": "makarov",
    "马卡罗夫": "makarov",
    "卡拉什尼科夫": "kalashnikov",
    "德拉贡诺夫": "dragunov",
    "鲁格": "ruger",
    "雷明顿": "remington",
    "莫斯伯格": "mossberg",
    "温彻斯特": "winchester",
    "瓦尔特": "walther",
    "毛瑟": "mauser",
    "乌兹": "uzi",
    "沙漠之鹰": "desert eagle",
    "公司": "company",
}
_PHONETIC = {
    "brauning": "browning",
    "browningi": "browning",
    "valter": "walther",
    "mauzer": "mauser",
    "kolt": "colt",
    "vinchester": "winchester",
    "vincester": "winchester",
    "zauer": "sauer",
    "khekler": "heckler",
    "kokh": "koch",
    "glok": "glock",
    "vesson": "wesson",
    "veson": "wesson",
    "smit": "smith",
    "liuger": "luger",
    "smit i veson": "smith wesson",
    "smit i vesson": "smith wesson",
    "chz": "cz",
    "ij": "izh",
}
"""Names written by their sound in Cyrillic, and in languages that write every name so."""

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_TYPE = re.compile(r"(\d{2}|[〇零一二三四五六七八九]{2})式")
_CHINESE_WORD = re.compile("|".join(sorted(_CHINESE, key=len, reverse=True)))
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_ARABIC = re.compile(r"[\u0620-\u06d5]+")
_ARABIC_SPELT = re.compile(
    "|".join(rf"(?<![\u0620-\u06d5]){each}(?![\u0620-\u06d5])" for each in sorted(_ARABIC_LETTERS, key=len)[::-1])
)
_PHONETIC_WORD = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(_PHONETIC, key=len, reverse=True))})(?![^\W\d_])")

_ARABIC_SOUNDS = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تطةث", "t"),
    **dict.fromkeys("جغقكگکخ", "k"),
    **dict.fromkeys("دضذ", "d"),
    "ر": "r",
    **dict.fromkeys("زظژ", "z"),
    **dict.fromkeys("سصشچ", "s"),
    **dict.fromkeys("فڤ", "f"),
    "ل": "l",
    "م": "m",
    "ن": "n",
}
_LATIN_SOUNDS = (
    (re.compile(r"tsch|tch|sch|ch|sh"), "s"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[gcqj]"), "k"),
    (re.compile(r"p"), "b"),
    (re.compile(r"[aeiouywh]"), ""),
)
_DOUBLED = re.compile(r"(.)\1+")


def _latin_bones(word: str) -> str:
    for pattern, letters in _LATIN_SOUNDS:
        word = pattern.sub(letters, word)
    return _DOUBLED.sub(r"\1", word)


def _arabic_bones(word: str) -> str:
    # a final ة is silent in names
    return _DOUBLED.sub(r"\1", "".join(_ARABIC_SOUNDS.get(char, "") for char in word.removesuffix("ة")))


@cache
def _bones() -> dict[str, str]:
    """Give the words of usual names by their consonants, where only one word has them; makers come first."""
    found: dict[str, str] = {}
    usual = KINDS | LEGAL | PLAIN
    for table in (
        [row.name for row in rows(Maker)],
        [row.name for row in rows(Model)],
        [name for row in rows(Model) for name in names_of(row)],
    ):
        held: dict[str, set[str]] = {}
        for name in table:
            for word in tokens(name):
                if word.isascii() and word.isalpha() and len(word) > 3 and word not in usual:
                    held.setdefault(_latin_bones(word), set()).add(word)
        for key, words in held.items():
            if len(key) > 3 and key not in found:
                found[key] = words.pop() if len(words) == 1 else ""
    return {key: word for key, word in found.items() if word}


def _from_arabic(match: re.Match[str]) -> str:
    word = match[0]
    plain = word.removeprefix("ال") if len(word) > 4 else word
    if plain in _ARABIC_WORDS:
        return f" {_ARABIC_WORDS[plain]} "
    return _bones().get(_arabic_bones(plain), word)


def spell(text: str) -> str:
    """Write words of other scripts that name firearms and makers in Latin ones; what isn't known stays.

    Args:
        text: A folded text. Arabic writes few vowels, so a word is matched by its consonants, and only where one
            word of the names has them.

    >>> from firearmskit.reference.resolving.text import fold
    >>> spell(fold("五四式手枪")).split(), spell(fold("مسدس ماكاروف")).split()
    (['type', '54', 'pistol'], ['handgun', 'makarov'])
    """
    if text.isascii():
        return _PHONETIC_WORD.sub(lambda match: _PHONETIC[match[0]], text)
    if _IDEOGRAPH.search(text):
        text = _CHINESE_TYPE.sub(lambda match: f" type {match[1].translate(_CHINESE_DIGITS)} ", text)
        text = _CHINESE_WORD.sub(lambda match: f" {_CHINESE[match[0]]} ", text)
    if _ARABIC.search(text):
        text = _ARABIC_SPELT.sub(lambda match: _ARABIC_LETTERS[match[0]], text)
        text = _ARABIC.sub(_from_arabic, text)
    return text
