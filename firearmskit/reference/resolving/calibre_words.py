"""The words of calibre texts in several languages, and what they stand for."""

from __future__ import annotations

__all__ = ["CANONICAL", "CASES", "NOISE", "PHRASES", "USUAL"]

PHRASES = (
    (r"s\s?(?:\.?\s?&\.?|[/.-]|\.?\s(?:and|und|et|y|e)\s)?\s?w\b\.?", " sw "),
    (r"smith\s?(?:&|and|und|et|y|e|-|/)?\s?wess?on", " sw "),
    (r"(?<=\bsw)\s+(?:largo|longo|lungo)\b", " long "),
    (r"automatic colt pistol", " auto "),
    (r"\bauto(?:matic)? pistol\b", " auto "),
    (r"long\s?rifle|longo\s?rifle|lang(?:\s?f(?:u|ue)r)?\s?b(?:u|ue)chsen?", " lr "),
    (r"win(?:chester)?\.?\s?mag(?:num)?\.?\s?(?:rim\s?fire|r\.?f\.?)", " wmr "),
    (r"winchester magnum rimfire", " wmr "),
    (r"\bcol(?:t)?\s?pol(?:ice)?\b", " colt police "),
    (r"colt new police", " newpolice "),
    (r"action express", " ae "),
    (r"super carry", " sc "),
    (r"aac blackout|\bblack\s?out\b", " blackout "),
    (r"long colt", " longcolt "),
    (r"rubber(?:\s?ball)?", " traumatic "),
    (r"lee[\s-]?enfield", " british "),
    (r"m\s?[/.]\s?m\b\.?", " mm "),
    (r"мм\b\.?|ملم|مم\b|ملليمتر|millim(?:e|é)t(?:re|er|ro)s?|milimetros?|миллиметр\w{0,3}", " mm "),
)
"""Groups of words that stand for one, tried in this order on the folded text."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SAME = {
    "luger": "para parabellum parabelum parab luger lugar pb парабеллум парабелум пара люгер парабеллюм بارابيلوم "
    "باربيلوم parabelo",
    "auto": "auto acp automatic automatique automatica automatico automatik automatisch авто акп",
    "spl": "special spl spec spc speciale spezial especial spcl спешл спец специальный sp",
    "mag": "magnum mag magn магнум ماغنوم",
    "win": "winchester win winch винчестер",
    "rem": "remington rem ремингтон",
    "mak": "makarov mak makarow makaroff macarov pm пм макаров макарова ماكاروف",
    "tok": "tokarev tok tokarew tokareff tt тт токарев токарева توكاريف",
    "browning": "browning br brow browng brown браунинг براوننج",
    "kurz": "kurz corto corta court courte short curto curta короткий krotki kort kratky krat",
    "long": "long longue lang",
    "largo": "largo larga longo",
    "gauge": "gauge ga bore gage g га calibro_liso",
    "lr": "lr lfb",
    "sw": "sw",
    "nato": "nato otan нато",
    "soviet": "soviet sovietique sowjetisch sovietico russian russe russisch ruso russo russo советский ussr urss",
    "mauser": "mauser маузер ماوزر",
    "nagant": "nagant наган nagan",
    "british": "british britannique britisch enfield britanico brit",
    "springfield": "springfield sprg spring",
    "carbine": "carbine carabina carabine karabiner",
    "blackout": "blackout blk",
    "creedmoor": "creedmoor cm creed",
    "government": "government govt gov",
    "swiss": "swiss suisse schweiz suizo svizzero",
    "french": "french francais francaise franzosisch frances francese mas",
    "swede": "swedish swede schwedisch suedois se sueco",
    "flobert": "flobert флобер",
    "blank": "knall blank blanc platz salut fogueo salve kurusiki",
    "pa": "pa ра па",
    "pak": "pak рак пак",
    "traumatic": "traumatic травматический травм traumatik",
    "longcolt": "lc longcolt",
    "max": "maximum max",
    "ae": "ae",
    "lm": "lm lapua лапуа",
    "nm": "nm norma",
    "kalashnikov": "kalashnikov kalaschnikow kalachnikov калашников калашникова",
    "rf": "rimfire rf",
    "webley": "webley",
    "jeffery": "jeffery jeffrey",
    "remmag": "remmag",
    "mannlicher": "mannlicher",
    "krag": "krag",
}
CANONICAL = {word: name for name, words in _SAME.items() for word in words.split()}
"""The folded word to the one that stands for it."""

NOISE = _words("""
    er family
    ammo ammunition and annulaire ap api arma arme ball birdshot boat brass bt buckshot cal calib caliber calibr
    calibre calibro carabineer cartouche cartouches cartridge cartridges cartucce cartuccia cartucho cartuchos cased
    caza central centrale chambered chambre chambree chasse chevrotine chevrotines ctg da de del des di do doppietta
    douille douilles du enforcement escopeta espingarda et fisek flinte fmj fmjbt for fucile fuego full fur fusil
    gewehr gun high hollow hp hulse hunting hv in inch jacket jacketed jagd jhp jsp kal kaliber kalibre law lead
    live loaded lrn lswc match mermi mermisi metal mit mm municao municion munition munitions munizioni naboj
    nabojov neuf neuve new of para_ patron patrone patronen patrony percussion pistol pistola pistole pistolet plomb
    point postas pouces pour pulgadas rds reload reloaded revolver revolvers rifle round rounds schrot shell shells
    shotgun slug soft standard steel subsonic swc tail target the tip tipo tmj tracer typ type und used vaina
    velocidad velocity vollmantel von wadcutter waffe wc weapon with x zoll автомат винтовка к кал калибр калибра
    патрон патроны пистолет револьвер ружье ружья центральный عيار
""")
"""Words that say nothing of which cartridge it is."""

CASES = frozenset({"r", "rb", "sr", "rsr", "rs", "jrs", "irs", "is", "js", "i", "j", "t", "k", "р", "т"})
"""Letters that follow the length of a case and tell cartridges apart, in small letters."""

USUAL = (
    "9x19-parabellum",
    "7.62x39",
    "12ga",
    "22lr",
    "45acp",
    "5.56x45",
    "7.62x51",
    "38special",
    "9x17-380acp",
    "10mm-auto",
    "9x18-makarov",
    "7.65x17-32acp",
    "7.62x54r",
    "7.62x25-tokarev",
    "357magnum",
    "308win",
    "30-06",
    "5.45x39",
    "50bmg",
    "44magnum",
    "32swlong",
    "38sw",
    "45colt",
    "30carbine",
    "338lapua",
    "300winmag",
    "7.92x57",
    "5.7x28-fn",
    "4.6x30-hk",
)
"""Cartridges that a bare bore most often means; this project's judgement, used only to order matches."""
