"""French words that claim too much, and words that show what a statement tells."""

from __future__ import annotations

import re

from firearmskit.ballistics.wording.claim import any_of, claims

__all__ = ["CLAIMS", "DENIALS", "LITTLE_WORDS", "TOLD"]

LITTLE_WORDS = re.compile(
    r"\b(?:le|la|les|des|du|est|une?|que|qui|par|et|avec|pas|dans|sont|été|ont|aux?|[ldnjcs])\b"
    r"|\b(?:je|ne|me|en|ce|ces|cet|cette|il|elle|sur|pour|de|au|sans|son|sa|ses)\b|[éèêàùçœ]",
    re.IGNORECASE,
)
"""Words by which the language is known."""

DENIALS = re.compile(r"\b(?:ne|ni|pas|jamais|aucune?|non|sans|rien|éviter)\b|\bn['’]", re.IGNORECASE)
"""Words that deny what follows."""

_ARME = r"(?:arme|pistolet|revolver|fusil|carabine|canon)"
_TIRE = r"(?:tirée?s?|percutée?s?|éjectée?s?|extraite?s?|chambrée?s?)"
_ETUI = r"(?:douilles?|étuis?|balles?|projectiles?|cartouches?|traces?|scellés?(?: \w{1,5})?)"
_IF_FR = (
    r"\b(?:si|propositions?|hypothèses?|essais?|tirs? de comparaison|référence"
    r"|souti\w+|probab\w+|vraisembl\w+|peut)\b",
    r"\b(?:pourrait|pourraient|connue?s?|suppos\w+|question|s['’]il)\b|s['’]il",
)

_OBJET = r"(?:l['’]|le|la|les|cette|ce|ces|une?|il|elle|[a-z]{1,3}[-\u2011 ]?\d+)"
"""How what fired, or was fired, begins: an article, or the letter and the number of an exhibit."""

CLAIMS = (
    claims("exclusion", r"\bà l['’]exclusion de (?:tout|toute|tous|toutes|n['’]importe)\b"),
    claims(
        "exclusion",
        rf"\baucune? autre {_ARME}\b|\b(?:pas|point) d['’]autre {_ARME}\b",
        rf"\bseule? (?:cette|ce|l['’]|le|la) ?{_ARME}\b[^.;]{{0,20}}\b(?:a pu|peut|pouvait)\b",
        r"\b(?:ne peut|ne peuvent|n['’]a pu|n['’]ont pu)\b[^.;]{0,40}\bque (?:de|par|d['’])",
        rf"\b(?:unique|propre)s? à (?:cette|ce|l['’]) ?{_ARME}\b",
        r"\bempreinte (?:digitale )?balistique\b",
        r"\bsignature unique\b",
        deniable=False,
    ),
    claims(
        "certainty",
        r"\b(?:100 ?%|cent pour cent)[^.;]{0,25}\b(?:certain\w*|sûre?s?|fiab\w+|confiance|identifi\w+|exact\w*)",
        r"\b(?:certain\w*|sûre?s?|fiab\w+|confiance|identifi\w+|exact\w*)\b[^.;]{0,20}(?:100 ?%|cent pour cent)",
    ),
    claims(
        "certainty",
        r"\b(?:sans|hors de|au-delà de)(?: \w+){0,3} doute\b",
        r"\b(?:aucun|nul) doute\b",
        r"\bindubitable(?:ment)?\b",
        deniable=False,
    ),
    claims(
        "certainty",
        r"\bcertitude\b",
        r"\bcertainement\b|\bassurément\b|\bà coup sûr\b|\bgaranti(?:t|e|s|es)?\b",
        r"\bde (?:manière|façon) certaine\b|\b(?:affirmer|affirmons|affirme|confirmer|confirmons) (?:\w+ )?que\b",
        r"\best (?:donc )?certaine?\b",
        r"\bformel(?:le|les|lement|s)?\b",
        r"\b(?:catégorique|incontestable|indiscutable|irréfutable|indéniable)(?:ment|s)?\b",
        r"\bprouv(?:e|ent|é|ée|és|ées|er)\b",
        r"\bpreuve (?:que|formelle|absolue|certaine)\b",
        r"\b(?:établi(?:t|ssent|e)?|démontre(?:nt)?) que\b",
        unless=(r"\bbancs? d['’]épreuve\b",),
    ),
    claims(
        "zero-error",
        r"\btaux d['’]erreurs?\b[^.;]{0,25}\b(?:nul|zéro|0(?: ?%)?)(?!\d|[.,]\d)",
        r"\berreurs? (?:est|sont) (?:\w+ )?(?:exclues?|impossibles?|écartées?)\b",
        r"\b(?:aucune?|zéro) (?:erreur|risque d['’]erreur|possibilité d['’]erreur)\b",
        r"\b(?:sans|exempte?s? de|exclu(?:t|re)?) (?:toute |aucune )?(?:possibilité d['’])?erreur\b",
        deniable=False,
        unless=(r"\b(?:ne|n['’])[^.;]{0,20}\b(?:pas|jamais|aucune? taux)\b",),
    ),
    claims("zero-error", r"\binfaillibles?\b"),
    claims("match", r"\bmatch(?:e|ent|é|ée|s)?\b", unless=(r"\bcongruent matching\b",)),
    claims(
        "match",
        r"\b(?:correspondance|concordance) (?:parfaite|totale|complète|formelle|positive|établie|absolue)\b",
        rf"\b{_ETUI}\b[^.;:]{{0,60}}\b(?:correspond(?:ent)?|concord(?:e|ent)) (?:parfaitement |exactement "
        rf"|entièrement )?(?:à|avec|aux?)\b[^.;:]{{0,30}}\b{_ARME}\b",
        unless=(*_IF_FR, r"\b(?:calibre|classe|marque|modèle|numéro)\b"),
    ),
    claims(
        "identification",
        rf"\bidentifiée?s?\b[^.;:]{{0,20}}\b(?:comme|à|avec)\b[^.;:]{{0,20}}\b(?:tirée?s?|provenant|issue?s?"
        rf"|{_ARME})\b",
        r"\bidentification (?:positive|certaine|individuelle|de la source)\b",
        r"\bindividualis(?:é|ée|és|ées|ation)\b",
        unless=(rf"\bidentifiée?s? comme (?:un|une) {_ARME}\b",),
    ),
    claims(
        "categorical",
        rf"\b{_ETUI}\b[^.;:]{{0,40}}\b(?:a|ont) (?:bien |toutes |tous )?été {_TIRE} (?:par|avec|dans|au moyen)\b",
        rf"\b{_ETUI}\b[^.;:]{{0,30}}\b(?:provien(?:t|nent)|est issue?|sont issue?s)\b[^.;:]{{0,25}}\b(?:de|du|d['’])\b"
        rf"[^.;:]{{0,20}}\b{_ARME}\b",
        rf"\b{_ARME}\b[^.;:]{{0,25}}\ba (?:bien )?(?:tiré|percuté|éjecté) "
        rf"(?:la|le|les|cette|ce|ces|cet|l['’]) ?(?:\w+ )?{_ETUI}",
        r"\b(?:tir|percut|éject|provien|issue?s?)\w*\b[^.;:]{0,25}\b(?:une?|la|le) "
        rf"(?:seule? (?:et )?)?(?:même|unique) {_ARME}\b",
        rf"\bc['’]est (?:bien )?(?:cette|l['’]|ce|le|la) ?{_ARME}\b",
        unless=_IF_FR,
    ),
    claims(
        "impossible",
        r"\b(?:pratiquement|virtuellement|statistiquement|quasi(?:ment)?|absolument) impossibles?\b",
        r"\bimpossibilité (?:pratique|absolue|statistique)\b",
        r"\best (?:donc )?(?:impossible|exclu) qu|\b(?:peut|doit) être (?:écartée?|exclue?)\b",
    ),
    claims(
        "experience",
        r"\ben (?:plus de )?(?:\d+|dix|vingt|trente) ans\b[^.;]{0,80}\b(?:jamais|aucune)\b",
        r"\bjamais (?:commis|fait|rendu)\b[^.;]{0,20}\b(?:erreur|faute|faux)\b",
        r"\bjamais (?:été )?(?:trompé|démenti)e?\b",
        deniable=False,
    ),
    claims(
        "transposed",
        rf"\b(?:probabilité|chances?|vraisemblance|risque)\b[^.;:]{{0,20}}\b(?:que|qu['’]|pour que)\b "
        rf"?{_OBJET}\b[^.;:]{{0,60}}\b(?:tir\w+|provien\w+|source|{_ARME})\b",
        rf"\b(?:probable|vraisemblable)s? (?:que|qu['’]) ?{_OBJET}\b"
        r"[^.;:]{0,60}\b(?:tir\w+|provien\w+|soit|soient)\b",
        rf"\b(?:probabilité|chances?) d['’]une? (?:autre|même) (?:origine|source|{_ARME})\b",
        r"\b(?:probablement|vraisemblablement) (?:été )?(?:tirée?s?|issue?s?)\b",
        r"\b\d[\d.,]* ?(?:%|pour cent) de (?:chances?|probabilité)\b",
    ),
)

TOLD = {
    "evaluates": any_of(
        r"\brapports? de vraisemblance\b",
        r"\bRV\b",
        r"\bsouti(?:en|ent|ennent|ens)\b",
        r"\bétay\w+\b",
        r"\bfois plus (?:probable|vraisemblable)s?\b",
        r"\bcompatibles? avec\b",
        r"\bne peut (?:pas )?être exclue?\b",
        r"\bplus probables? si\b",
    ),
    "score": any_of(
        r"\b\d+\b[^.;]{0,30}\bcongruent",
        r"\bcellules? congruentes?\b[^.;]{0,30}\d",
        r"\bCMC\b[^.;]{0,15}\d",
        r"\b(?:score|corrélation|CCF|ACCF)\b[^.;]{0,25}\d",
        r"\d[\d.,]* ?% de similitude",
    ),
    "population": any_of(
        rf"\b{_ARME}s? de référence\b",
        r"\bpopulation\b",
        r"\b(?:données|collection|jeu|base|comparaisons|armes) de (?:référence|données)\b",
        r"\bjeu de données\b",
        r"\bcomparaisons?\b[^.;]{0,60}\b(?:armes|pistolets|fusils|sources?)\b",
    ),
    "limits": any_of(
        r"\blimit",
        r"\bintervalle\b",
        r"\bbornes?\b",
        r"\bincertitude\b",
        r"\bn['’]est pas la probabilité\b",
        r"\bne (?:veut|veulent|signifie|dit|disent|vaut|valent|s['’]applique|s['’]étend|exclut|montre|permet)\b",
        r"\bne (?:sont|est|s['’]est)? ?(?:pas )?(?:connue?s?|testée?s?|validée?s?|examinée?s?)\b",
        r"\b(?:uniquement|seulement) pour\b",
        r"\bque pour\b",
        r"\bCllr\b",
        r"\btaux d['’]erreurs?\b[^.;]{0,40}\d",
        r"\bplus fort\b",
    ),
    "alternative": any_of(
        r"\bplutôt que?\b",
        r"\balternative\b",
        r"\b(?:proposition|hypothèse) (?:2|deux|B)\b",
        r"\b(?:seconde|deuxième|autre) (?:proposition|hypothèse)\b",
        rf"\b(?:autre|autres|deux|inconnue) {_ARME}s?\b",
        rf"\b{_ARME}s? différentes?\b",
        r"\b(?:que|qu['’]) ?si\b",
        r"\bsources? différentes?\b",
    ),
    "distribution": any_of(
        r"\bdistributions?\b",
        r"\b\d[\d  ]* (?:sur|des|de) \d[\d  ]*\b[^.;]{0,30}\b(?:comparaisons|paires)\b",
        r"\bde (?:la )?même source\b",
        r"\bde sources différentes\b",
        r"\bcomparaisons (?:de|d['’])[^.;]{0,20}\b(?:armes|même|sources)\b",
        r"\bcentile\b",
        r"\ballant de\b",
        r"\b(?:plus grand|plus haut|maximum) (?:score|nombre)\b",
        r"\baucune (?:des|comparaison)\b",
    ),
}
"""Words that show what a statement tells: an evaluation, a score, and what belongs to them."""
