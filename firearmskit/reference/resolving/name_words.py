"""Words in names of makers and models that don't tell one from another."""

from __future__ import annotations

__all__ = [
    "AUTOMATIC",
    "AUTOMATIC_KINDS",
    "BLANK",
    "CONJUNCTIONS",
    "COPIES",
    "DESIGNATIONS",
    "KINDS",
    "KIND_WORDS",
    "LEGAL",
    "ORDINARY",
    "PLAIN",
]


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
    albion arsenal astra blow bruni canik cbc colt dio enfield erfurt fm fmp ga helwan hr indep inland llama mac mas
    mat mic mke nambu new pof reck saiga sako savage springfield star sterling steyr unique vector
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
    automatique automatska automatski av avtomat bacac buchse cano canon canones carabina carabine carbine chasse
    combat doppietta escopeta espingarda firearm flinte fucile fusil fusiles fusils fuzil general gewehr gpmg
    granata granatomet grenade gun handgun heavy hunting jagd jagdgewehr juxtapose juxtaposee karabin karabina
    karabiner karabinka kurusiki lanca lance lanza launcher light lmg loading lovacka machine makineli
    maschinengewehr maschinenpistole metralhadora military mitra mitragliatore mitragliatrice mitraillette
    mitrailleur mitrailleuse mitraljez moschetto mosqueton mousqueton okhotniche okhotnichia okhotnichii
    okhotnichiia otomatik pistol pistola pistole pistolen pistolet pistolj piyade podstvolnyi police poluautomatska
    poluautomatski pompali pompe precision pulemet pulemeta pump puska puske puskomitraljez repetierer revolver
    revolvers rifle rifles ruchnoi rucni ruzhe sacmarica samokres samopal self semi semiautomatic semiautomatica
    semiautomatico semiautomatique service shotgun smg snaiperskaia snajper snajperska sniper sturmgewehr
    subametralladora subfusil submachine submetralhadora tabanca tabancasi tufegi tufek tufekleri vintovka vintovki
    waffe weapon
""")
"""Words for a kind of firearm, or for whom it is."""

_LONG = frozenset(["rifle", "assault_rifle", "carbine", "sniper_rifle", "shotgun", "submachine_gun", "other"])
_SHORT = frozenset(["pistol", "submachine_gun", "carbine", "other"])
_MACHINE_GUNS = frozenset(["light_machine_gun", "general_purpose_machine_gun", "heavy_machine_gun"])
KIND_WORDS: dict[str, frozenset[str]] = {
    word: kinds
    for words, kinds in (
        ("carabina carabine carbine fucile fusil fusiles fusils fuzil gewehr karabin karabina karabiner", _LONG),
        ("puska rifle rifles tufegi tufek vintovka", _LONG),
        ("escopeta flinte sacmarica shotgun", frozenset(["shotgun", "other"])),
        ("handgun pistol pistola pistole pistolen pistolet pistolj tabanca tabancasi", _SHORT | {"revolver"}),
        ("gpmg lmg maschinengewehr mitrailleuse mitraljez puskomitraljez", _MACHINE_GUNS),
        ("revolver revolvers", frozenset(["revolver", "other"])),
    )
    for word in words.split()
}
"""Words for a kind of firearm with the classes that they allow, widely: a register isn't exact."""

AUTOMATIC = _words("""
    ametralladora gpmg lmg machine makineli maschinengewehr maschinenpistole metralhadora mitra mitragliatore
    mitragliatrice mitraillette mitrailleur mitrailleuse mitraljez pulemet pulemeta puskomitraljez smg
    subametralladora subfusil submachine submetralhadora
""")
"""Words for a machine gun or submachine gun, also where a word for a pistol or rifle stands beside them."""

AUTOMATIC_KINDS = frozenset(
    [
        "submachine_gun",
        "light_machine_gun",
        "general_purpose_machine_gun",
        "heavy_machine_gun",
        "pistol",
        "other",
    ]
)
"""The classes that they allow; some pistols fire automatically."""

BLANK = _words("""
    alarm alarma alarme alarmwaffe allarme detonadora fogueo gasalarm gasowy hukowy kurusiki plynova ptb salva salve
    schreckschuss schreckschusspistole schreckschusspistolen schreckschusswaffe signalnyi starter startowy
    startpistole startschuss
""")
"""Words for alarm weapons, which are often called after what they look like."""

PLAIN = _words("""
    acp auto avec black borrada borrado cal caliber calibre cargador caricatore chargeur chrome chromed civil
    civilian commercial compact con crosse culasse culata efface effacee folding full gen generation holz illegible
    illisible in inox kal kaliber luger made magazin magazine matricola matricula matricule missing mit mm n nato
    negro new nickel no noir nr numero obliterated okvir old original oxidada oxidado para parabellum pliante pouces
    pulgadas recortada recortado rouille rusty sans sawed sawn schwarz scratched semi serial serie series silver sn
    sport stainless standard stock stok tactical target unleserlich us usa usada usado usata usato used vitola with
    wood wooden x zoll
""")
"""Words that may stand beside the name of a model without changing which one it is."""
