"""Words in names of makers and models that don't tell one from another."""

from __future__ import annotations

__all__ = ["CONJUNCTIONS", "COPIES", "DESIGNATIONS", "KINDS", "LEGAL", "ORDINARY", "PLAIN"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONJUNCTIONS = _words("""
    u and d da das de del der des di die do du e en et l la le les och of og the und y
""")
"""Small words between the words of a name."""

LEGAL = _words("""
    sanayi savunma silah
    ab ad ag ao armas armes armi arms as bros brothers bv cia co company corp corporation dd doo ead eood fabbrica
    fabrica fabrik fabrique factory fils firearm firearms flli fratelli freres ges gmbh group hermanos hnos holding
    in inc incorporated industria industries industry international jsc kft kg limited llc ltd made manufactory
    manufacture manufacturer manufacturing mbh mfg nv oao ohg ooo oy pjsc plant plc ro sa san sarl sas sl sohn sons
    spa srl sro sti tic ve waffen waffenfabrik werke works zao zrt
""")
"""Forms of firms, and what every firm of the trade is called."""

ORDINARY = _words("""
    albion arsenal astra blow bruni canik cbc colt dio enfield erfurt fm fmp helwan hr indep inland llama mac mas
    mat mic mke nambu pof reck saiga sako savage springfield star sterling steyr unique vector
""")
"""Names that are words, places or initials as well; they need a text that says nothing else."""

COPIES = _words("""
    airgun airsoft artesanal artisanal artisanale blank clon clone contrefacon copia copie copy counterfeit craft
    fake falsa falso handmade homemade imitacao imitacion imitation jouet juguete kein klon kopia kopie kopiia
    kopiya like lookalike nachahmung nachbau nicht non not pas pattern pellet replica replika replique sin softair
    spielzeug style toy unlike
""")
"""Words that say that the thing isn't what it is called after."""

DESIGNATIONS = _words("""
    mark mk m md mdl mle mod model modele modell modello modelo no nr num obr obrazca obrazets tip tipo typ
    type vz vzor wz
""")
"""Words for a model, before its number."""

KINDS = _words("""
    ametralladora arma arme armee army asalto assalto assault assaut auto automat automatic automatica automatico
    automatique avtomat carabina carabine carbine escopeta espingarda firearm flinte fucile fusil fusiles fusils
    gewehr gpmg gun handgun karabin karabiner karabinka lmg loading machine maschinengewehr maschinenpistole
    metralhadora military mitra mitraillette mitrailleuse pistol pistola pistole pistolen pistolet police precision
    pulemet puska revolver revolvers rifle rifles ruzhe samopal self semi semiautomatic service shotgun smg sniper
    sturmgewehr subfusil submachine vintovka waffe weapon
""")
"""Words for a kind of firearm, or for whom it is."""

PLAIN = _words("""
    acp auto avec black cal caliber calibre chrome chromed civil civilian commercial compact con crosse folding full
    gen generation in inox kal kaliber luger made mit mm n nato negro new nickel no noir nr numero old original para
    parabellum pliante sans schwarz semi serial serie series silver sn sport stainless standard stock tactical
    target usa used with x
""")
"""Words that may stand beside the name of a model without changing which one it is."""
