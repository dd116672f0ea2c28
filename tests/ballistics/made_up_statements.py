"""Made-up statements of made-up reports, with what a check of them must find.

``TUNED`` were at hand while the wordings were written; ``SECOND`` and ``THIRD`` among them were held back at first,
showed what the wordings missed, and then taught them. ``HELD`` were written after that, and no wording was changed for them: what the
check finds of these is what it can be expected to find of others.
"""

# ruff: noqa: E501

from __future__ import annotations

MISSING = {"no-alternative", "no-population", "no-limits"}

GOOD_EN = (
    "The findings are about 40 times as probable if one firearm made both marks as if two different firearms did. "
    "The ratio rests on the reference population named in annex 2 and holds only for it.",
    "The likelihood ratio is 930, the upper bound that the population of 191 pistols supports; it may not be exceeded. "
    "This is moderately strong support for proposition 1 rather than proposition 2.",
    "Sixteen of 31 cells were congruent. In the reference population, 82 of 188 comparisons of the same source and "
    "0 of 1327 comparisons of different sources had 16 congruent cells or more.",
    "The findings give weak support for proposition 2 rather than proposition 1 (likelihood ratio 0.2, interval 0.1 to "
    "0.4; population: Norovian service pistols, 2024).",
    "The ratio is not the probability that this pistol fired the cartridge case.",
    "No conclusion is drawn on the source: the marks were too damaged to be compared.",
    "Two test cartridges were fired in the submitted pistol, and the cases were kept as exhibits T1 and T2.",
    "Exhibit B4 is a 9 mm Luger cartridge case with a headstamp that reads AB 78.",
    "The rule excludes 35 of 188 comparisons of the same source; a rate of 0 among different sources isn't a chance of 0.",
    "I can't say with certainty which firearm was used, and no comparison could.",
    "The word “match” isn't used in this report, because it says more than a comparison can.",
    "A certain number of cells had no data and were left out.",
)

BAD_EN = (
    (
        "The bullet was fired by the suspect's pistol to the exclusion of all other firearms.",
        {"exclusion", "categorical"},
    ),
    ("I am 100 % certain that this is the gun.", {"certainty"}),
    ("The cartridge case matches the pistol.", {"match"}),
    ("Exhibit B4 was identified as having been fired in the submitted pistol.", {"identification"}),
    ("The method has an error rate of zero.", {"zero-error"}),
    ("It is a practical impossibility that another firearm made these marks.", {"impossible"}),
    ("The probability that the firearm fired the bullet is 99.9 %.", {"transposed"}),
    ("It is very likely that the pistol fired both cartridge cases.", {"transposed"}),
    (
        "With a likelihood ratio of 930, it is 930 times more likely that the pistol fired the case.",
        {"transposed", *MISSING},
    ),
    (
        "To a reasonable degree of ballistic certainty, the two cases were fired in the same firearm.",
        {"certainty", "categorical"},
    ),
    ("In 25 years I have never made an error in such a comparison.", {"experience"}),
    ("The findings strongly support the view that this pistol was used.", MISSING),
    ("The comparison gave 16 congruent cells, which is far more than six.", {"no-distribution"}),
    ("The correlation score is 0.87.", {"no-distribution"}),
    ("The marks are consistent with the submitted pistol.", MISSING),
    ("No other firearm could have left these marks, beyond any doubt.", {"exclusion", "certainty"}),
    ("The marks are unique to this firearm, a ballistic fingerprint.", {"exclusion"}),
    ("The findings give strong support for proposition 1 rather than proposition 2.", {"no-population", "no-limits"}),
    (
        "The likelihood ratio of 300 comes from a population of 191 pistols and has an interval of 150 to 600.",
        {"no-alternative"},
    ),
    ("This conclusively proves that the cartridge case came from the seized gun.", {"certainty", "categorical"}),
)

GOOD_FR = (
    "Les observations sont environ 40 fois plus probables si une seule arme a laissé les deux traces que si deux armes "
    "différentes les ont laissées. Ce rapport repose sur la population de référence de l’annexe 2 et ne vaut que pour "
    "elle.",
    "Le rapport de vraisemblance est de 930, borne supérieure que permet la population de 191 pistolets. Il soutient la "
    "proposition 1 plutôt que la proposition 2.",
    "Seize cellules sur 31 sont congruentes. Dans la population, 82 des 188 comparaisons de même source et aucune des "
    "1327 comparaisons de sources différentes atteignent ce nombre.",
    "Le rapport n’est pas la probabilité que ce pistolet ait tiré la douille.",
    "Deux cartouches d’essai ont été tirées avec le pistolet remis, et les douilles sont conservées sous scellé T1.",
    "Le scellé B4 est une douille de calibre 9 mm Luger marquée AB 78.",
    "Aucune conclusion n’est donnée : les traces sont trop abîmées pour être comparées.",
    "Il n’est pas possible d’affirmer avec certitude quelle arme a été utilisée.",
)

BAD_FR = (
    ("La balle a été tirée par le pistolet saisi, à l’exclusion de toute autre arme.", {"exclusion", "categorical"}),
    ("Je suis certain à 100 % que c’est l’arme.", {"certainty", "categorical"}),
    ("La douille est identifiée formellement comme tirée par ce pistolet.", {"identification", "certainty"}),
    ("Le taux d’erreur de la méthode est nul.", {"zero-error"}),
    ("Il est pratiquement impossible qu’une autre arme ait laissé ces traces.", {"impossible"}),
    ("La probabilité que l’arme ait tiré la balle est de 99,9 %.", {"transposed"}),
    ("Il est très probable que le pistolet ait tiré les deux douilles.", {"transposed"}),
    ("Les traces sont compatibles avec le pistolet remis.", MISSING),
    ("La comparaison donne 16 cellules congruentes, ce qui est bien plus que six.", {"no-distribution"}),
    ("Les observations soutiennent fortement que ce pistolet a servi.", MISSING),
    ("Aucune autre arme n’a pu laisser ces traces, sans aucun doute.", {"exclusion", "certainty"}),
    ("En vingt ans, je ne me suis jamais trompé.", {"experience"}),
)

SECOND = (
    (
        "en",
        "In my opinion the casing originates from the defendant's Glock and from nowhere else.",
        {"categorical", "exclusion"},
    ),
    ("en", "There can be no question that both shell cases were ejected by one weapon.", {"certainty", "categorical"}),
    ("en", "A ballistic match was confirmed by a second examiner.", {"match"}),
    ("en", "The odds are a million to one that this rifle fired the bullet.", {"transposed"}),
    (
        "en",
        "Our laboratory has not had a single false identification in 4,000 cases, so the result can be relied on.",
        {"experience"},
    ),
    ("en", "The examiner is sure beyond reasonable doubt that exhibits 3 and 7 share a common origin.", {"certainty"}),
    ("en", "With 24 congruent cells out of 30, the agreement is excellent.", {"no-distribution"}),
    ("en", "The likelihood ratio is 150 in favour of the proposition that one pistol fired both.", MISSING),
    ("en", "The striae on the two bullets are compatible with a common source.", MISSING),
    ("en", "It can be excluded that a different gun produced these impressions.", {"impossible"}),
    ("en", "The case was positively identified to the submitted revolver.", {"identification", "certainty"}),
    ("en", "Comparison software is objective and makes no errors.", {"zero-error"}),
    ("en", "Given these scores, the chance that another weapon was involved is negligible.", {"transposed"}),
    ("en", "The examination neither shows nor excludes that the submitted pistol was used.", set()),
    (
        "en",
        "Such a score occurred in 3 of 500 comparisons of different pistols of this model, and in 60 of 90 comparisons "
        "of the same pistol.",
        set(),
    ),
    ("en", "Whether the pistol fired the bullet is for the court to decide, on all of the evidence.", set()),
    (
        "en",
        "Of two propositions, that one revolver fired both bullets or that two revolvers of this make did, the findings "
        "support the first moderately (likelihood ratio 60, interval 20 to 150, reference set of 80 revolvers).",
        set(),
    ),
    ("en", "The calibre of exhibit 4 matches the calibre stamped on the barrel.", set()),
    (
        "en",
        "Nobody can rule out with certainty that a firearm outside of the reference set leaves similar marks.",
        set(),
    ),
    (
        "fr",
        "L’expert affirme de manière catégorique que l’arme saisie a percuté cette cartouche.",
        {"certainty", "categorical"},
    ),
    ("fr", "Il y a 95 % de chances que la balle provienne du fusil de M. X.", {"transposed"}),
    ("fr", "Les stries des deux projectiles présentent une concordance totale.", {"match"}),
    ("fr", "Le score de 0,92 démontre une très grande similitude.", {"no-distribution"}),
    ("fr", "Les deux étuis ont été percutés par un seul et même pistolet.", {"categorical"}),
    ("fr", "Cette méthode ne commet aucune erreur.", {"zero-error"}),
    ("fr", "Le rapport de vraisemblance de 150 soutient la première proposition.", MISSING),
    ("fr", "L’hypothèse d’une seconde arme peut être écartée avec une certitude absolue.", {"certainty", "impossible"}),
    ("fr", "L’examen ne permet ni d’établir ni d’exclure que le pistolet remis ait servi.", set()),
    (
        "fr",
        "Un tel score a été observé dans 3 des 500 comparaisons de pistolets différents et dans 60 des 90 comparaisons "
        "d’un même pistolet.",
        set(),
    ),
    ("fr", "Il revient au tribunal de dire si l’arme a tiré la balle, au vu de l’ensemble du dossier.", set()),
    ("fr", "Le calibre de la douille correspond à celui qui est gravé sur le canon.", set()),
    (
        "fr",
        "Les résultats sont plus probables si un seul pistolet a laissé les traces que si deux pistolets de ce modèle "
        "les ont laissées ; la population de référence compte 80 pistolets, et l’intervalle va de 20 à 150.",
        set(),
    ),
)

THIRD = (
    ("en", "We state as a fact that the pistol marked P1 was the murder weapon.", {"certainty"}),
    ("en", "The tool marks agree so well that a coincidence is out of the question.", {"impossible"}),
    ("en", "Cartridge cases C1 to C5 were all discharged in one firearm, namely exhibit 9.", {"categorical"}),
    ("en", "This is a one hundred percent hit.", {"certainty"}),
    ("en", "Exhibit 12 has been matched to exhibit 3.", {"match"}),
    ("en", "I identified the projectile as one that had been fired from the accused's rifle.", {"identification"}),
    ("en", "The possibility of a false identification is zero.", {"zero-error"}),
    ("en", "There is only a one in ten million chance that some other gun left the impression.", {"transposed"}),
    ("en", "Most probably the revolver under examination fired the fatal bullet.", {"transposed"}),
    (
        "en",
        "A likelihood ratio of 1000 means that guilt is a thousand times more probable than innocence.",
        {"transposed", *MISSING},
    ),
    ("en", "I have compared more than 10,000 cartridge cases in my career and stand by the result.", {"experience"}),
    ("en", "The impressions could only have been produced by the firing pin of pistol P1.", {"exclusion"}),
    ("en", "The system returned a correlation of 0.74 between the two breech faces.", {"no-distribution"}),
    ("en", "CMC = 11.", {"no-distribution"}),
    ("en", "The observations lend strong support to the hypothesis of a common origin.", MISSING),
    ("en", "Our findings are what one would expect if the pistol had been used.", MISSING),
    (
        "en",
        "The score of 14 lies beyond all 300 comparisons of different firearms, whose highest score is 5. The likelihood ratio is 200 at most, because the population has no more firearms.",
        {"no-alternative"},
    ),
    ("en", "Definitely the same gun.", {"certainty", "categorical"}),
    ("en", "The two bullets bear rifling with six grooves and a right-hand twist.", set()),
    ("en", "On 4 May the exhibits were compared by two examiners, who didn't know each other's results.", set()),
    ("en", "This does not mean that the pistol fired the bullet.", set()),
    (
        "en",
        "If the rifle fired the projectile, agreement like this would be expected in most test shots; if another rifle of the same make did, it was seen in 2 of 400 comparisons. Rifles of other makes were not tested.",
        set(),
    ),
    ("en", "The court asked whether the cases came from the same pistol.", set()),
    ("en", "We avoid the terms certain, match and identification, which no comparison can bear out.", set()),
    (
        "en",
        "The support is weak: likelihood ratio 4 for one revolver rather than two (95 % interval 2 to 9; 60 revolvers of the reference set).",
        set(),
    ),
    ("en", "No firearm was submitted, so the cases were compared with each other alone.", set()),
    ("en", "An error rate can't be given for this mark, since no study of it was found.", set()),
    ("en", "Proof marks on the barrel are those of a house that closed in 1990.", set()),
    ("fr", "Nous pouvons affirmer que c’est bien cette arme qui a servi.", {"certainty", "categorical"}),
    ("fr", "Les projectiles ont été tirés dans le canon du fusil remis.", {"categorical"}),
    ("fr", "La comparaison a permis une identification formelle.", {"certainty"}),
    ("fr", "Le match entre les deux douilles a été confirmé.", {"match"}),
    ("fr", "La probabilité d’une autre origine est inférieure à un millionième.", {"transposed"}),
    ("fr", "Il n’existe pas d’autre arme capable de produire ces traces.", {"exclusion"}),
    ("fr", "Le système indique un score de 87 sur 100.", {"no-distribution"}),
    ("fr", "Les constatations viennent étayer l’hypothèse d’une origine commune.", MISSING),
    ("fr", "Nos résultats étayent faiblement l’hypothèse d’une origine commune.", MISSING),
    ("fr", "Une erreur est exclue.", {"zero-error"}),
    ("fr", "La douille provient à coup sûr du pistolet saisi.", {"certainty", "categorical"}),
    (
        "fr",
        "Ma longue expérience me permet de l’affirmer : en trente ans, aucune de mes conclusions n’a été démentie.",
        {"experience"},
    ),
    ("fr", "La question posée est de savoir si le pistolet a tiré la douille.", set()),
    ("fr", "Les deux balles portent six rayures à droite.", set()),
    ("fr", "Cela ne signifie pas que le pistolet ait tiré la balle.", set()),
    (
        "fr",
        "Le soutien est faible : le rapport de vraisemblance est de 4 en faveur d’un seul revolver plutôt que de deux (intervalle à 95 % : 2 à 9 ; 60 revolvers de référence).",
        set(),
    ),
    ("fr", "Aucune arme n’ayant été remise, les douilles n’ont été comparées qu’entre elles.", set()),
    ("fr", "Un certain nombre de cellules n’ont pas pu être comparées.", set()),
)

TUNED = (
    *(("en", text, set()) for text in GOOD_EN),
    *(("en", text, codes) for text, codes in BAD_EN),
    *(("fr", text, set()) for text in GOOD_FR),
    *(("fr", text, codes) for text, codes in BAD_FR),
    *SECOND,
    *THIRD,
)

HELD = (
    (
        "en",
        "The fired bullet recovered from the wall was fired from the Tarnholt pistol, serial number T 4471.",
        {"categorical"},
    ),
    (
        "en",
        "It is my opinion, to a reasonable degree of scientific certainty, that the casing was fired in exhibit 1.",
        {"certainty", "categorical"},
    ),
    ("en", "The marks on the two cases match in every detail.", {"match"}),
    ("en", "These bullets were fired by the same firearm.", {"categorical"}),
    ("en", "The bullet could not have come from any other gun.", {"exclusion"}),
    ("en", "Firearm identification has no known error rate above zero when done by trained examiners.", {"zero-error"}),
    ("en", "The examiner's method is infallible.", {"zero-error"}),
    ("en", "I have been an examiner for 30 years and have never been wrong.", {"experience"}),
    ("en", "There is a 99 % probability that the two cases share one source.", {"transposed"}),
    ("en", "It is more likely than not that this rifle fired the bullet.", {"transposed"}),
    ("en", "The chance that the pistol did not fire the case is one in a million.", {"transposed"}),
    ("en", "The cartridge case was individualized to the pistol.", {"identification"}),
    ("en", "A conclusive identification was made between exhibits 2 and 5.", {"certainty"}),
    ("en", "The likelihood of this being a different weapon is practically impossible.", {"impossible", "transposed"}),
    ("en", "Twelve cells were found to be congruent; CMC = 12.", {"no-distribution"}),
    ("en", "The two surfaces are 93 % similar.", {"no-distribution"}),
    ("en", "The score 61.4 exceeds our threshold, so the result is positive.", {"no-distribution"}),
    ("en", "The findings provide very strong support for the proposition that exhibit 1 fired the bullet.", MISSING),
    ("en", "The likelihood ratio was calculated as 12,000.", MISSING),
    ("en", "The questioned bullet is consistent with having been fired through the submitted barrel.", MISSING),
    ("en", "Exhibit 1 cannot be excluded as the source of the bullet.", MISSING),
    (
        "en",
        "The findings provide moderate support for the proposition that one pistol fired both cases rather than the alternative that two did.",
        {"no-population", "no-limits"},
    ),
    (
        "en",
        "Compared with the reference population, the likelihood ratio for one pistol rather than two is 80.",
        {"no-limits"},
    ),
    ("en", "The likelihood ratio is 80 (interval 30 to 200) for one pistol rather than two.", {"no-population"}),
    ("en", "The evidence proves beyond reasonable doubt that the accused's gun was used.", {"certainty"}),
    ("en", "Each barrel leaves a unique signature, so the source is certain.", {"exclusion", "certainty"}),
    ("en", "Exhibits 4 and 6 were examined under a comparison microscope on 12 June.", set()),
    ("en", "The breech face was measured at 3.1 µm, and 28 of 64 cells held enough data to be compared.", set()),
    ("en", "The firearm was identified as a pistol of calibre 9 mm Luger.", set()),
    (
        "en",
        "The score was 4 of 29 cells. Scores from 0 to 4 occurred in all 1327 comparisons of different sources and in 31 of 188 of the same source.",
        set(),
    ),
    (
        "en",
        "The likelihood ratio is 0.05 (interval 0.03 to 0.09), in the population of 191 pistols of one make; it supports that two firearms rather than one made the marks.",
        set(),
    ),
    ("en", "This finding alone cannot tell who fired the shot.", set()),
    ("en", "We don't report that a case matches a firearm.", set()),
    ("en", "The examiner can't exclude that a firearm of another make would leave such marks.", set()),
    ("en", "Test fires with other ammunition were not made, which limits the comparison.", set()),
    (
        "en",
        "The probability of such a score is 0.4 if one pistol fired both cases, and less than 0.003 if two pistols of the population did; other pistols weren't tested.",
        set(),
    ),
    ("en", "The serial number could be read without restoration.", set()),
    ("en", "Whether the shots were fired by one person is beyond the scope of this report.", set()),
    (
        "en",
        "A likelihood ratio of 1 would mean that the findings support neither proposition 1 nor proposition 2; in the population used here, the interval was 0.7 to 1.6.",
        set(),
    ),
    (
        "en",
        "None of the 530 comparisons of different firearms gave more than 4 congruent cells; this one gave 22.",
        set(),
    ),
    ("fr", "La balle a été tirée par l’arme du suspect.", {"categorical"}),
    ("fr", "Les deux douilles proviennent de la même arme.", {"categorical"}),
    ("fr", "Il est établi avec certitude que la douille provient du pistolet saisi.", {"certainty", "categorical"}),
    ("fr", "Les traces correspondent parfaitement à celles de l’arme saisie.", {"match"}),
    ("fr", "Seule cette arme a pu produire de telles traces.", {"exclusion"}),
    ("fr", "La marge d’erreur de la comparaison est nulle.", {"zero-error"}),
    ("fr", "Il est hautement vraisemblable que les deux balles aient été tirées par un seul fusil.", {"transposed"}),
    ("fr", "Il y a une chance sur un million que la douille provienne d’une autre arme.", {"transposed"}),
    ("fr", "L’arme est identifiée comme celle qui a tiré le projectile.", {"identification"}),
    ("fr", "L’expert n’a jamais commis d’erreur en quinze ans de pratique.", {"experience"}),
    ("fr", "Le nombre de cellules congruentes est de 18.", {"no-distribution"}),
    ("fr", "Les traces relevées sont compatibles avec un tir du fusil remis.", MISSING),
    ("fr", "Nos observations soutiennent l’hypothèse d’un seul pistolet.", MISSING),
    ("fr", "Le rapport de vraisemblance est de 12 000.", MISSING),
    (
        "fr",
        "Les observations soutiennent modérément la proposition d’un seul pistolet plutôt que celle de deux pistolets.",
        {"no-population", "no-limits"},
    ),
    ("fr", "Sans le moindre doute, il s’agit de la même arme.", {"certainty", "categorical"}),
    ("fr", "Les scellés 4 et 6 ont été examinés au macroscope de comparaison le 12 juin.", set()),
    ("fr", "L’arme est un pistolet de calibre 9 mm Luger.", set()),
    ("fr", "Le numéro de série est lisible sans révélation.", set()),
    (
        "fr",
        "Le rapport de vraisemblance est de 0,05 (intervalle de 0,03 à 0,09) dans la population de 191 pistolets d’une marque ; il soutient que deux armes plutôt qu’une ont laissé les traces.",
        set(),
    ),
    ("fr", "Nous n’écrivons pas qu’une douille correspond à une arme.", set()),
    ("fr", "On ne peut exclure qu’une arme d’une autre marque laisse de telles traces.", set()),
    ("fr", "La comparaison ne dit pas qui a tiré.", set()),
    (
        "fr",
        "Parmi les 530 comparaisons d’armes différentes, aucune n’a donné plus de 4 cellules congruentes ; celle-ci en a donné 22.",
        set(),
    ),
    ("fr", "Aucun tir de comparaison n’a été fait avec d’autres munitions, ce qui limite la comparaison.", set()),
    (
        "fr",
        "La probabilité d’un tel score est de 0,4 si un seul pistolet a tiré les deux douilles, et inférieure à 0,003 si deux pistolets de la population les ont tirées ; d’autres pistolets n’ont pas été testés.",
        set(),
    ),
)
