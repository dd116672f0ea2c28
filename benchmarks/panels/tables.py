# ruff: noqa: E501 - a family of marks reads best as one block
"""The generator's own tables: what makers stamp, written from published descriptions, never from the reader's tables.

Sources: the project's collected facts on marks (Makarov, Kalashnikov and SKS types, German and Italian codes, proof
laws, import rules), each row of which names its page; the pages behind the real panels of ``real.csv``; and general
reference works on military small arms. Every number that is drawn from these forms is made up.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A form of a mark: its text, the kinds that are right, and the values that are right."""

    text: str
    kinds: tuple[str, ...]
    values: tuple[str, ...] = ()


def mark(kinds: str, text: str, *values: str) -> Mark:
    """Write a mark; without values only its kind is judged."""
    return Mark(text=text, kinds=tuple(kinds.split("/")), values=values)


def maker(text: str, *values: str) -> Mark:
    """A maker's name."""
    return mark("maker", text, *values)


def code(text: str, *values: str) -> Mark:
    """A maker's code or symbol."""
    return mark("factory_code/maker", text, *values)


def model(text: str, *values: str) -> Mark:
    """A model; its value is its own text where none is given."""
    return mark("model", text, *(values or (text,)))


def calibre(text: str, *values: str) -> Mark:
    """A calibre; ``?`` where the mark leaves the cartridge open."""
    return mark("calibre", text, *values)


@dataclass(frozen=True, kw_only=True)
class Family:
    """A family of marks.

    Args:
        name: Its name in the tables of results.
        makers: Forms of the maker's mark; one is drawn. None is allowed: nothing stamped.
        models: Forms of the model; None as above.
        calibres: Forms of the calibre; None as above.
        serials: Forms of the serial: ``@`` a Latin letter, ``&`` a Cyrillic one, ``#`` a digit, ``*`` a small letter,
            ``%%`` the year's last two digits, ``~~`` the year less 1960, ``^`` a look-alike-free Greek letter,
            ``٠`` an Arabic-Indic digit, ``〇`` a Chinese one; the rest stands for itself.
        years: First and last year that is drawn.
        year_forms: How the year is stamped: ``{y}`` in full, ``{yy}`` its last two digits; None when it isn't.
        extras: Other marks of the factory or of its proof house; up to two are drawn.
        country: What the panel says of the country of make when its maker's mark is stamped; None when it leaves it open.
        says_maker: What the panel says of the maker when its mark is stamped; () when the mark is read directly.
        says_year: Whether the serial gives the year, beside this maker's mark.
    """

    name: str
    makers: tuple[Mark | None, ...]
    models: tuple[Mark | None, ...]
    calibres: tuple[Mark | None, ...]
    serials: tuple[str, ...]
    years: tuple[int, int] = (1950, 1990)
    year_forms: tuple[str | None, ...] = (None,)
    extras: tuple[Mark, ...] = ()
    country: str | None = None
    says_maker: tuple[str, ...] = ()
    says_year: bool = False


X39 = (calibre("7.62x39", "7.62x39"), calibre("7,62 x 39 mm", "7.62x39"), calibre("CAL. 7.62x39MM", "7.62x39"))
X39_RU = (calibre("7,62х39", "7.62x39"), None)
PARA = (calibre("9x19", "9x19"), calibre("9 mm Para", "9x19"), calibre("CAL. 9 PARABELLUM", "9x19"),
        calibre("9mm Luger", "9x19"))  # fmt: skip
X51 = (calibre("7.62x51", "7.62x51"), calibre("7.62 x 51 NATO", "7.62x51"), calibre("7.62 mm NATO", "7.62x51"))
X45 = (calibre("5.56x45", "5.56x45"), calibre("5.56 mm NATO", "5.56x45"), calibre("CAL. 5.56 MM", "?", "5.56x45"))
B32 = (calibre("7,65 mm", "?"), calibre("CAL. 7.65 BROWNING", "7.65", ".32"), calibre(".32 ACP", "7.65", ".32"))
ACP = (calibre(".45 ACP", ".45"), calibre("CALIBER 45 AUTO", ".45"), calibre("45 ACP", ".45"))
MAK = (calibre("9x18", "9x18"), calibre("9 mm Makarov", "9x18"), calibre("9X18MM", "9x18"))
TOK = (calibre("7.62x25", "7.62x25"), calibre("7,62 mm", "?", "7.62x25"))
R54 = (calibre("7.62x54R", "7.62x54"), calibre("7,62x54R", "7.62x54"))
BRIT = (calibre(".303", ".303"), calibre(".303 British", ".303"), calibre("CAL. .303", ".303"))
SPECIAL = (calibre(".38 SPECIAL", ".38 Special"), calibre("38 S&W SPECIAL CTG", ".38 Special"))
MAGNUM = (calibre(".357 MAGNUM", ".357"), calibre("357 MAG", ".357"))
GAUGE = (calibre("12 GA", "12"), calibre("CAL. 12/70", "12"), calibre("12 GAUGE 2 3/4", "12"))
LONG_RIFLE = (calibre(".22 LR", ".22 L"), calibre("CAL. 22 LONG RIFLE", ".22 L"))

LIEGE = (mark("proof", "perron"), mark("proof", "lion over PV"), mark("proof", "ELG in oval"))
BIRMINGHAM = (mark("proof", "crown over BNP"), mark("proof", "crossed sceptres, crown and BCP"))
LONDON = (mark("proof", "crown over GP"), mark("proof", "crown over V"))
EAGLE = (mark("proof/property/unknown", "eagle 359"), mark("proof/property/unknown", "WaA135"),
         mark("proof", "eagle over N"), mark("proof/property/unknown", "eagle/214"))  # fmt: skip
GARDONE = (mark("proof", "PSF"), mark("proof", "[PSF]"))
SELECT_RU = (mark("selector", "АВ ОД"), mark("selector", "АВ / ОД"))
ARROW = (mark("property", "broad arrow"), mark("property/proof/unknown", "crown"))
US = (mark("property", "PROPERTY OF U.S. GOVT"), mark("property", "U.S. PROPERTY"))

FAMILIES = (
    # --- Makarov ---
    Family(name="Makarov, Bulgaria", makers=(code("10 in double circle", "10"), code("((10))", "10"),
           code("10 in two concentric circles", "10")), models=(model("MAKAROV", "Makarov"), None), calibres=(*MAK, None),
           serials=("@@ ~~ ####", "@@-~~-####", "@@ ~~ ####"), years=(1975, 1995), country="BGR", says_year=True),
    Family(name="Makarov, Soviet Union", makers=(code("triangle with height in a circle"), code("arrow in triangle")),
           models=(model("ПМ", "Makarov", "PM"), None), calibres=(None, *MAK[:1]), serials=("&& ####", "&&####"),
           years=(1952, 1978), year_forms=("{y}", "{y}г.", "{y} г"), country="SUN"),
    Family(name="Makarov, China", makers=(code("66 in triangle", "66"), code("△66", "66")), models=(model("TYPE 59", "59"),
           model("59式", "59"), None), calibres=(None,), serials=("@@######", "@@ ######"), country="CHN"),
    Family(name="Makarov, East Germany", makers=(code("rhombus with circle"), code("circle in rhombus")),
           models=(model("Pistole M", "Makarov", "Pistole M"), None), calibres=(None,), serials=("@@ ####", "@@####"),
           years=(1958, 1965), year_forms=("{yy}", None), country="DDR"),
    # --- Kalashnikov and SKS types ---
    Family(name="AK, China", makers=(code("66 in triangle", "66"), code("386 in triangle", "386"), code("416 in triangle", "416"),
           code("△66", "66")), models=(model("56式", "56"), model("TYPE 56", "56"), model("56-1式", "56-1"),
           model("Type 56-1", "56-1")), calibres=(*X39, None), serials=("########", "#######", "@#######"),
           extras=(mark("selector", "L D"), mark("selector", "连 单")), country="CHN"),
    Family(name="AK, China, export", makers=(maker("NORINCO", "Norinco"), maker("POLYTECH", "Poly")), models=(model("MAK-90"),
           model("NHM 91"), model("TYPE 56S-1", "56S")), calibres=X39, serials=("#######", "9######", "PF######"),
           extras=(mark("country", "MADE IN CHINA", "CHN"),), country="CHN"),
    Family(name="AK, Soviet Union", makers=(code("arrow in triangle"), code("star"), code("стрела в треугольнике")),
           models=(model("АКМ", "AKM"), model("АКМС", "AKMS"), None), calibres=X39_RU,
           serials=("&&####", "&& ####", "&&&####", "######"), years=(1951, 1977), year_forms=("{y}", "{y} г.", "{y}г"),
           extras=SELECT_RU),
    Family(name="AK-74, Soviet Union", makers=(code("arrow in triangle"), None), models=(model("АК-74", "AK-74", "AK74"),
           model("АКС-74У", "74"), model("AK-74M", "AK-74")), calibres=(calibre("5,45х39", "5.45x39"),
           calibre("5.45x39", "5.45x39")), serials=("######", "0######", "&######"), years=(1974, 1994), year_forms=("{y}", None),
           extras=SELECT_RU),
    Family(name="AK, Bulgaria", makers=(code("10 in circle", "10"), code("((10))", "10"), code("21 in double circle", "21"),
           maker("ARSENAL BULGARIA", "Arsenal")), models=(model("AK-47", "AK"), model("AKKM"), model("AR-M1"), None),
           calibres=(*X39, None), serials=("@@ ## ####", "@@ ######", "## #####"), country="BGR"),
    Family(name="AK, Romania", makers=(code("arrow in triangle"), maker("ROMARM/CUGIR", "Cugir"), maker("CUGIR", "Cugir")),
           models=(model("PM md. 63", "63"), model("AIM"), model("GP WASR-10/63", "WASR"), model("md. 65", "65")),
           calibres=(*X39, None), serials=("@@ ####", "@-####-%%", "1-#####-20%%"), years=(1963, 1989), year_forms=("{y}", None),
           extras=(mark("selector", "S FA FF"), mark("selector", "S A R"))),
    Family(name="AK, Poland", makers=(code("11 in oval", "11"), code("11 in circle", "11")), models=(model("kbk AKM", "AKM"),
           model("PMK", "PMK"), model("kbk AKMS", "AKMS")), calibres=(*X39, None), serials=("@@ #####", "@@#####"),
           years=(1957, 1985), year_forms=("{y}",), extras=(mark("selector", "C P"),), country="POL"),
    Family(name="AK, Yugoslavia and Serbia", makers=(maker("ZASTAVA KRAGUJEVAC", "Zastava"), maker("ZASTAVA", "Zastava"),
           maker("ЗАСТАВА", "Zastava"), maker("CRVENA ZASTAVA", "Zastava")), models=(model("M70AB2"), model("M70"),
           model("M70B1"), model("M92"), model("М70Б1", "M70B1")), calibres=(*X39, None),
           serials=("######", "@-######", "###### @", "Б-######"), years=(1968, 1991), year_forms=("{y}", None, None),
           extras=(mark("selector", "U R J"), mark("country", "MADE IN YUGOSLAVIA", "YUG"))),
    Family(name="AK, Hungary", makers=(maker("FEG BUDAPEST", "FEG", "Fegyver"), maker("FÉG", "FEG", "Fegyver")),
           models=(model("AMD-65"), model("SA-85M"), model("AK-63D", "AK-63")), calibres=X39, serials=("@@-####", "@@ ####"),
           country="HUN"),
    Family(name="AK, Egypt", makers=(maker("MAADI", "Maadi"), mark("country", "مصر", "EGY"), None), models=(model("MISR"),
           model("ARM")), calibres=(*X39, None), serials=("٠٠٠٠٠٠", "٠٠٠٠٠", "#######"), extras=(
           mark("country", "MADE IN EGYPT", "EGY"),)),
    Family(name="AK, Iraq", makers=(mark("country", "العراق", "IRQ"), None), models=(model("TABUK", "Tabuk"), model("تبوك", "Tabuk", "تبوك")),
           calibres=(*X39, None), serials=("٠٠٠٠٠٠", "######")),
    Family(name="AK, Finland", makers=(maker("VALMET", "Valmet"), maker("VALMET JYVÄSKYLÄ", "Valmet")), models=(
           model("RK 62"), model("M76"), model("M62/S", "M62")), calibres=(*X39, *X45[:1]), serials=("######", "#####"),
           country="FIN", extras=(mark("property", "[SA]"), mark("property", "SA in box"))),
    Family(name="SKS, Soviet Union", makers=(code("star"), code("star with arrow")), models=(model("СКС", "SKS"), None), calibres=(None,),
           serials=("&& ####", "&&####", "&& #### *"), years=(1949, 1958), year_forms=("{y}г.", "{y}", "{y} г.")),
    Family(name="SKS, China", makers=(code("26 in triangle", "26"), code("/26\\", "26"), code("0138 in triangle", "138"),
           code("△26", "26")), models=(model("56式", "56"), model("SKS"), None), calibres=(None, *X39[:1]),
           serials=("#######", "########", "@#####", "@####"), country="CHN"),
    Family(name="SKS, Yugoslavia", makers=(maker("ZASTAVA", "Zastava"), None), models=(model("M59/66", "M59"), model("PAP M59/66A1", "M59")),
           calibres=(None, *X39), serials=("@-######", "######", "@ ######")),
    Family(name="Machine guns, Warsaw Pact", makers=(code("arrow in triangle"), code("11 in oval", "11"), code("star"), None),
           models=(model("ПКМ", "PKM"), model("PKM"), model("РПК", "RPK"), model("DShKM", "DSh"), model("ДШКМ", "DSh", "ДШК")), calibres=(*R54, None),
           serials=("&&####", "&& ###", "@@ #####"), years=(1946, 1985), year_forms=("{y}", "{y}г.")),
    # --- older Russian and Chinese rifles and pistols ---
    Family(name="Mosin-Nagant, Soviet Union", makers=(code("star"), code("arrow in triangle"), maker("TULA", "Tula"),
           maker("ТУЛА", "Tula")), models=(None, model("91/30")), calibres=(None,), serials=("&&####", "&& ###", "&&&###", "######"),
           years=(1924, 1948), year_forms=("{y}", "{y} г.", "{y}г.")),
    Family(name="Mosin-Nagant, Finland", makers=(maker("VKT", "VKT", "Valtion"), maker("TIKKAKOSKI", "Tikka"), maker("SAKO", "Sako")),
           models=(model("M39"), model("M/28-30", "28-30"), model("M91")), calibres=(None, *R54), serials=("######", "#####"),
           years=(1927, 1945), year_forms=("{y}",), extras=(mark("property", "[SA]"), mark("property", "SA in box")), country="FIN"),
    Family(name="Type 53, China", makers=(code("26 in triangle", "26"),), models=(model("53式", "53"), model("TYPE 53", "53")),
           calibres=(None,), serials=("#######", "######"), years=(1953, 1961), year_forms=("{y}", None),
           extras=(mark("proof/unknown", "21 in triangle"),), country="CHN"),
    Family(name="Tokarev, Soviet Union", makers=(code("star"), code("arrow in triangle")), models=(model("ТТ", "TT"), None), calibres=(None,),
           serials=("&& ###", "&&####", "&& ####"), years=(1937, 1952), year_forms=("{y}", "{y}г.")),
    Family(name="Tokarev, China", makers=(code("66 in triangle", "66"),), models=(model("51式", "51"), model("54式", "54"),
           model("TYPE 54", "54")), calibres=(*TOK, None), serials=("########", "#######", "@#######"), country="CHN"),
    Family(name="Tokarev, Yugoslavia", makers=(maker("ZASTAVA KRAGUJEVAC", "Zastava"), maker("ПРЕДУЗЕЋЕ 44", "Zastava", "44")),
           models=(model("M57"), model("M.57", "M57"), model("М57", "M57")), calibres=(*TOK, None), serials=("@-######", "######", "@ ######")),
    Family(name="China since 2007", makers=(None,), models=(None,), calibres=(None,), serials=()),
    # --- United States ---
    Family(name="M16 and AR", makers=(maker("COLT'S FIREARMS DIVISION", "Colt"), maker("COLT", "Colt"), maker("BUSHMASTER FIREARMS", "Bushmaster"),
           maker("FN MFG COLUMBIA SC", "FN"), maker("HYDRAMATIC DIV.", "Hydra")), models=(model("M16A1"), model("M16A2"), model("M4"),
           model("AR-15"), model("M4 CARBINE", "M4")), calibres=X45, serials=("#######", "@#####", "SP#####", "L######"),
           extras=US),
    Family(name="M1911", makers=(maker("COLT'S PT. F.A. MFG. CO. HARTFORD, CT.", "Colt"), maker("REMINGTON RAND INC. SYRACUSE, N.Y.", "Remington Rand"),
           maker("ITHACA GUN CO., INC. ITHACA, N.Y.", "Ithaca")), models=(model("M1911A1", "1911"), model("MODEL OF 1911", "1911"),
           model("M 1911 A1 U.S. ARMY", "1911")), calibres=(*ACP, None), serials=("######", "#######", "C######"),
           extras=(mark("property", "UNITED STATES PROPERTY"), mark("proof/property/unknown", "G.H.D."), mark("proof", "P"),
           mark("proof/property/unknown", "F.J.A.")), country="USA"),
    Family(name="M1 and M14 rifles", makers=(maker("SPRINGFIELD ARMORY", "Springfield"), maker("WINCHESTER", "Winchester"),
           maker("WINCHESTER TRADE MARK", "Winchester"), maker("HARRINGTON & RICHARDSON ARMS CO", "Harrington")),
           models=(model("U.S. RIFLE CAL. .30 M1", "M1"), model("U.S. RIFLE M1", "M1"), model("U.S. RIFLE 7.62-MM M14", "M14")), calibres=(None,),
           serials=("######", "#######"), country="USA"),
    Family(name="Smith & Wesson", makers=(maker("SMITH & WESSON", "Smith"), maker("SMITH & WESSON SPRINGFIELD MASS.", "Smith")),
           models=(model("MOD. 10-5", "10"), model("MOD 19-3", "19"), model("MODEL 5906", "5906"), model("M&P 9", "M&P")),
           calibres=(*SPECIAL, *MAGNUM), serials=("@######", "@@@####", "#@#####", "V######"), country="USA"),
    Family(name="Ruger and others, United States", makers=(maker("STURM, RUGER & CO., INC. SOUTHPORT, CONN. U.S.A.", "Ruger"),
           maker("REMINGTON ARMS CO. ILION, N.Y.", "Remington"), maker("O.F. MOSSBERG & SONS NORTH HAVEN, CT.", "Mossberg"),
           maker("THE MARLIN FIREARMS CO.", "Marlin")), models=(model("P95"), model("MODEL 870", "870"), model("MODEL 500A", "500A"), None),
           calibres=(*GAUGE, *LONG_RIFLE), serials=("###-#####", "@######", "@@######", "########"), country="USA"),
    # --- Western Europe ---
    Family(name="Glock", makers=(maker("GLOCK", "Glock"), maker("GLOCK GES.M.B.H.", "Glock")), models=(model("17 AUSTRIA", "17"),
           model("MODEL 19", "19"), model("26 Gen4", "26")), calibres=(*PARA, calibre(".40", "?", ".40"), calibre("9x19", "9x19")),
           serials=("@@@###", "@@###", "@@@@###"), years=(1985, 2016), extras=(mark("proof", "eagle over N"),), says_maker=()),
    Family(name="FAL, Belgium", makers=(maker("FABRIQUE NATIONALE HERSTAL", "Fabrique Nationale", "FN"),
           maker("FABRIQUE NATIONALE D'ARMES DE GUERRE", "Fabrique Nationale", "FN"), maker("F.N. HERSTAL", "FN", "Fabrique Nationale")),
           models=(model("FAL"), model("FN FAL", "FAL")), calibres=X51, serials=("######", "#####", "@#####"),
           extras=(*LIEGE, mark("selector", "S R A"), mark("country", "BELGIUM", "BEL")), country="BEL"),
    Family(name="L1A1, Australia", makers=(maker("LITHGOW", "Lithgow"), None), models=(model("L1A1"), model("RIFLE 7.62 MM L1A1", "L1A1")),
           calibres=(None, *X51), serials=("AD%%#####",), years=(1959, 1986), country="AUS", says_year=True),
    Family(name="L1A1, United Kingdom", makers=(None,), models=(model("L1A1"), model("RIFLE 7.62MM L1A1", "L1A1")),
           calibres=(None, *X51), serials=("UE %% A #####", "UB %% A #####", "UE%%A#####"), years=(1957, 1975), extras=ARROW,
           says_year=True),
    Family(name="C1A1, Canada", makers=(maker("CANADIAN ARSENALS LTD", "Canadian Arsenals"), maker("CAL LONG BRANCH", "Canadian Arsenals", "Long Branch"), None),
           models=(model("C1A1"), model("RIFLE FN (C1A1)", "C1A1")), calibres=X51, serials=("#L####",), country=None),
    Family(name="G3, Germany", makers=(maker("HK", "Heckler"), maker("HECKLER & KOCH GMBH OBERNDORF/N", "Heckler")), models=(model("G3"),
           model("G3A3"), model("G3A4")), calibres=(*X51, None), serials=("######", "#######", "A######"), years=(1959, 1985),
           year_forms=("{m}/{yy}", None)),
    Family(name="G3, licence", makers=(maker("FMP", "FMP", "Militar"), maker("MKE", "MKE", "Makina"), maker("POF", "POF", "Pakistan"),
           code("EBO", "EBO", "Hellenic"), maker("RHEINMETALL", "Rheinmetall")), models=(model("G3"), model("G3A3"), model("G3A4")),
           calibres=(*X51, None), serials=("######", "@ ######", "0#####"), years=(1961, 1990), year_forms=("{m}/{yy}", None)),
    Family(name="HK pistols", makers=(maker("HECKLER & KOCH GMBH", "Heckler"), maker("HK", "Heckler")), models=(model("USP"), model("P7 M8", "P7"),
           model("VP70Z", "VP70"), model("P2000")), calibres=PARA, serials=("##-######", "24-0#####", "######"), extras=(mark("proof", "eagle over N"),
           mark("country", "MADE IN GERMANY", "DEU")), country="DEU"),
    Family(name="Walther P38", makers=(code("ac", "ac", "Walther"), code("byf", "byf", "Mauser"), code("cyq", "cyq", "Spree")), models=(model("P38"), model("P.38", "P38"),
           model("p. 38", "P38")), calibres=(None,), serials=("####*", "#### *", "###*"), years=(1941, 1945), year_forms=("{yy}",), extras=EAGLE, country="DEU"),
    Family(name="Walther PP and PPK", makers=(maker("WALTHER", "Walther"), maker("Waffenfabrik Walther Zella-Mehlis (Thür.)", "Walther"),
           maker("CARL WALTHER WAFFENFABRIK ULM/DO", "Walther")), models=(model("Mod. PPK", "PPK"), model("Mod. PP", "PP"), model("PPK/S", "PPK")),
           calibres=B32, serials=("######", "######P", "######K", "@ ######"), extras=(mark("proof", "crown over N"), mark("proof", "eagle over N"))),
    Family(name="K98k", makers=(code("byf", "byf", "Mauser"), code("bnz", "bnz", "Steyr"), code("ar", "ar", "Mauser"), code("dot", "dot", "Br"),
           code("S/42", "S/42", "Mauser"), code("ce", "ce", "Sauer")), models=(model("Mod. 98", "98"), model("K98k", "98")), calibres=(None,),
           serials=("#### *", "####*", "####"), years=(1938, 1945), year_forms=("{y}", "{yy}"), extras=EAGLE),
    Family(name="Beretta before 1950", makers=(maker("P. BERETTA GARDONE V.T.", "Beretta"), maker("PIETRO BERETTA BREVETTATO", "Beretta")),
           models=(model("MO 1934", "1934", "34"), model("mod. 34", "34"), model("M. 1935", "1935", "35")), calibres=(calibre("CAL. 9 CORTO", "9", ".380"), calibre("9 m/m", "?"),
           calibre("CAL. 7.65", "?", "7.65")), serials=("######", "F#####", "@#####"), years=(1935, 1943), year_forms=("{y}-{era}", "{y} {era}", "{y}"),
           extras=(mark("property", "crown over RE"), mark("property", "RE"), *GARDONE[:1]), country="ITA"),
    Family(name="Beretta 92", makers=(maker("PIETRO BERETTA GARDONE V.T.", "Beretta"), maker("P. BERETTA", "Beretta"),
           maker("PIETRO BERETTA GARDONE V.T. MADE IN ITALY", "Beretta")), models=(model("MOD. 92 FS", "92"), model("MOD. 92 F", "92"), model("MOD. 84 F", "84")),
           calibres=PARA, serials=("@#####@", "@#####", "######"), years=(1976, 1985), year_forms=("{italy}", "[{italy}]", None), extras=GARDONE),
    Family(name="Spain before 1995", makers=(maker("ASTRA UNCETA Y CIA GUERNICA SPAIN", "Astra"), maker("STAR B. ECHEVERRIA EIBAR ESPAÑA", "Star"),
           maker("LLAMA GABILONDO Y CIA VITORIA", "Gabilondo", "Llama"), maker("STAR B. ECHEVERRIA S.A. EIBAR", "Star")),
           models=(model("MOD. 600/43", "600"), model("MODELO B", "B"), model("MOD. A-80", "A-80"), None),
           calibres=(*PARA, calibre("9m/m LARGO", "9", "Largo")), serials=("######", "@######", "#######"), years=(1955, 1980),
           year_forms=("{spain}*", "*{spain}", None), extras=(mark("proof", "bomb with P"), mark("proof", "P in bomb")), country="ESP"),
    Family(name="Spain since 1995", makers=(maker("ASTRA", "Astra"), maker("UGARTECHEA", "Ugartechea"), maker("AYA", "AYA", "Aguirre")), models=(None,), calibres=(*GAUGE, None),
           serials=("##-03-###-%%", "##-01-#####-%%", "##-04-###-%%"), years=(1995, 2009), country="ESP", says_year=True),
    Family(name="Browning pistols", makers=(maker("FABRIQUE NATIONALE D'ARMES DE GUERRE HERSTAL BELGIQUE", "Fabrique Nationale", "FN"),
           maker("FABRIQUE NATIONALE D'ARMES DE GUERRE HERSTAL - BELGIUM", "Fabrique Nationale", "FN")), models=(model("MOD. 1910", "1910"), None,
           model("HI-POWER", "Hi")), calibres=(*B32[:2], *PARA[:1]), serials=("######", "#####", "T######", "245@@#####"), extras=LIEGE, country="BEL"),
    Family(name="Inglis", makers=(maker("JOHN INGLIS CO. CANADA", "Inglis"), maker("INGLIS", "Inglis")), models=(model("MK. I*", "I"), model("BROWNING-FN 9 MM HP", "HP", "Hi")),
           calibres=(None,), serials=("#CH####", "#T####"), years=(1944, 1945)),
    Family(name="CZ 52", makers=(code("rid", "rid"),), models=(model("vz. 52", "52"), model("CZ 52", "52")), calibres=(None, *TOK[:1]), serials=("@#####", "@@#####"),
           years=(1952, 1954), year_forms=("{yy}",), extras=(mark("proof", "T in circle"), mark("property/proof/factory_code/unknown", "VOZ in circle")), country="CSK"),
    Family(name="CZ 75", makers=(maker("ČESKÁ ZBROJOVKA UHERSKÝ BROD", "Zbrojovka"), maker("CZ UB", "CZ", "Zbrojovka"), maker("CESKA ZBROJOVKA", "Zbrojovka")),
           models=(model("CZ 75 B", "75"), model("CZ 75 BD", "75"), model("CZ 83", "83")), calibres=PARA, serials=("@####", "######", "@#####"),
           extras=(mark("country", "MADE IN CZECHOSLOVAKIA", "CSK"), mark("country", "MADE IN CZECH REPUBLIC", "CZE"))),
    Family(name="Lee-Enfield", makers=(maker("ENFIELD", "Enfield"), maker("B.S.A. CO", "BSA", "Birmingham Small Arms", "B.S.A"), maker("MA LITHGOW", "Lithgow"), maker("R.F.I.", "Ishapore", "RFI"),
           maker("G.R.I. ISHAPORE", "Ishapore"), maker("LONG BRANCH", "Long Branch"), maker("LITHGOW", "Lithgow")),
           models=(model("SHT.L.E. III*", "III"), model("SMLE III*", "III"), model("No4 MkI", "No4", "No. 4"), model("NO. 4 MK I*", "No4", "No. 4")),
           calibres=(*BRIT, None), serials=("@#####", "#####", "####@", "##L####", "@@####"), years=(1914, 1955), year_forms=("{y}",), extras=(*ARROW, *BIRMINGHAM, mark("property", "G.R."),
           mark("property", "crown over G.R."))),
    Family(name="Webley and Enfield revolvers", makers=(maker("WEBLEY & SCOTT LTD BIRMINGHAM", "Webley"), maker("P. WEBLEY & SON LONDON & BIRMINGHAM", "Webley"),
           maker("ENFIELD", "Enfield"), maker("ALBION", "Albion")), models=(model("MARK VI", "VI"), model("No2 MkI*", "No2", "No. 2"), model("MK IV", "IV")),
           calibres=(calibre(".38", "?", ".38"), calibre("455", "?", ".455"), None), serials=("######", "@####", "A#####"), years=(1915, 1945), year_forms=("{y}", None), extras=(*BIRMINGHAM, *ARROW)),
    Family(name="Sterling", makers=(maker("STERLING ARMAMENT CO. DAGENHAM", "Sterling"), maker("STERLING", "Sterling")), models=(model("L2A3"), model("GUN SUBMACHINE 9MM L2A3", "L2A3"), model("MK 4", "4")),
           calibres=(*PARA[:2], None), serials=("KR#####", "S#####", "UF%%A####"), years=(1956, 1975)),
    Family(name="France", makers=(maker("MAS", "MAS", "Saint-Etienne", "Saint-Étienne"), maker("MANUFACTURE D'ARMES ST ETIENNE", "Etienne", "Étienne", "MAS"), maker("MAB BAYONNE", "MAB", "Bayonne")),
           models=(model("MLE 1949-56", "1949", "49"), model("Mle 1935 S", "1935"), model("FAMAS F1", "FAMAS"), model("PA 15", "15")), calibres=(calibre("7,5 mm", "?", "7.5"), calibre("Cal. 7,65 L", "7.65"), None),
           serials=("F #####", "G#####", "@@#####", "@ ####")),
    Family(name="Switzerland", makers=(maker("SIG", "SIG", "Schweizerische"), maker("SIG SAUER", "SIG"), maker("W+F BERN", "Bern")), models=(model("P210"), model("P226"), model("SIG P220", "P220")), calibres=PARA,
           serials=("P######", "A######", "U######", "G######")),
    Family(name="Steyr", makers=(maker("STEYR-DAIMLER-PUCH AG", "Steyr"), maker("STEYR MANNLICHER", "Steyr")), models=(model("AUG"), model("AUG A1", "AUG"), model("M9-A1", "M9")), calibres=(*X45[:2], *PARA[:1]),
           serials=("######", "###SA####", "######A")),
    Family(name="Greece", makers=(maker("ΕΒΟ", "EBO", "ΕΒΟ", "Hellenic"), code("EBO", "EBO", "Hellenic")), models=(model("EP7"), model("G3A3"), model("Kefefs")), calibres=(*X51, *PARA), serials=("^^ ####", "^######", "Ε ######")),
    # --- elsewhere ---
    Family(name="Israel", makers=(maker("IMI ISRAEL", "IMI", "Israel Military"), maker("ISRAEL MILITARY INDUSTRIES", "Israel Military")), models=(model("UZI", "Uzi"), model("GALIL", "Galil"), model("DESERT EAGLE", "Desert Eagle")),
           calibres=(*PARA, *X45), serials=("#######", "SA#####", "########"), country="ISR"),
    Family(name="Turkey", makers=(maker("MKE KIRIKKALE", "MKE", "Makina", "Kirikkale"), maker("TISAS TRABZON", "Tisas", "Tisaş"), maker("SARSILMAZ", "Sars"), maker("GIRSAN", "Girsan")), models=(model("ZIGANA", "Zigana"), model("KILINC 2000", "Kilinc", "Kılınç", "2000"), model("MC 27", "27"), None),
           calibres=PARA, serials=("T0620-%%@#####", "######", "@######"), years=(2005, 2015), extras=(mark("country", "MADE IN TURKEY", "TUR"),)),
    Family(name="Brazil", makers=(maker("FORJAS TAURUS S.A. PORTO ALEGRE", "Taurus"), maker("TAURUS BRASIL", "Taurus"), maker("AMADEO ROSSI S.A.", "Rossi"), maker("IMBEL", "IMBEL")), models=(model("PT 92 AF", "92"), model("MOD. 82", "82"), model("M68"), model("PT 24/7", "24")),
           calibres=(*PARA, *SPECIAL), serials=("@@@#####", "#######", "T@@#####"), extras=(mark("country", "MADE IN BRAZIL", "BRA"),), country="BRA"),
    Family(name="India", makers=(None,), models=(None,), calibres=(None,), serials=()),
    Family(name="Japan before 1946", makers=(code("four stacked cannonballs"), None), models=(model("十四年式", "14", "十四"), model("九九式", "99", "九九"), model("三八式", "38", "三八")), calibres=(None,), serials=("#####", "######")),
    Family(name="Taiwan and Chinese numerals", makers=(None,), models=(model("五六式", "56", "五六"), model("五四式", "54", "五四")), calibres=(None,), serials=("〇〇〇〇〇〇", "〇〇〇〇〇")),
    Family(name="Korea", makers=(maker("DAEWOO PRECISION INDUSTRIES", "Daewoo"), maker("DAEWOO", "Daewoo")), models=(model("K2"), model("DP51"), model("K1A")), calibres=(*X45, *PARA), serials=("######", "K######", "BA######"), country="KOR"),
    Family(name="Shotguns, Russia", makers=(maker("BAIKAL", "Baikal", "Izhevsk"), maker("ИЖМЕХ", "Izh", "Иж"), maker("IZHMASH", "Izh")), models=(model("IZH-27", "27"), model("ИЖ-27", "27"), model("MP-153", "153"), model("SAIGA-12", "Saiga")),
           calibres=GAUGE, serials=("########", "&#####", "%%#######"), years=(1992, 2015)),
    Family(name="Alarm and converted pistols", makers=(maker("EKOL VOLTRAN", "Ekol", "Voltran"), maker("ZORAKI ATAK ARMS", "Zoraki", "Atak"), maker("BLOW", "Blow")), models=(model("MOD. 914", "914"), model("FIRAT MAGNUM", "Firat"), model("TR 92", "92")),
           calibres=(calibre("9 mm P.A.K.", "9 mm P", "9mm P", "PAK"), calibre("8 mm K", "8 mm", "8mm")), serials=("EV-########", "#@######", "######")),
    Family(name="Workshop copies", makers=(None,), models=(None,), calibres=(*BRIT, *X39[:1], None), serials=("###", "####", "@###"), extras=(mark("unknown", "ESFIED"), mark("unknown", "ENFEILD"), mark("property", "V.R."), mark("unknown", "MADE AS CAHNA"))),
    Family(name="Maker in no table", makers=(maker("HOLLOWAY & PRITT ARMS WORKS", "Holloway"), maker("NORDBRUK VAPENFABRIK A/S", "Nordbruk"), maker("ARMERIA SAN TELMO S.L.", "Telmo")), models=(model("MODEL 7", "7"), model("MOD. K4", "K4")), calibres=(*PARA, *GAUGE),
           serials=("######", "@#####")),
)  # fmt: skip
"""All families; those without serial forms are built by a function of their own in ``generator.py``."""

ITALY = {
    1976: "AB",
    1977: "AC",
    1978: "AD",
    1979: "AE",
    1980: "AF",
    1981: "AH",
    1982: "AI",
    1983: "AL",
    1984: "AM",
    1985: "AN",
}
"""Proof years of Gardone Val Trompia as letters (Armi e Tiro)."""

SPAIN = {1955 + at: f"{letter}1" for at, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVXYZ")}
"""Proof years of Eibar, second round (Cruffler)."""

PLACES = {
    "main": ("receiver", "left side of the receiver", "frame", "boîte de culasse", "côté gauche de la boîte de culasse", "carcasse"),
    "other": ("barrel", "slide", "canon", "glissière"),
    "loose": ("bolt", "magazine", "culasse mobile", "chargeur", "dust cover"),
}  # fmt: skip
"""Where marks stand, in two languages."""

IMPORTERS = (
    mark("import", "CAI ST A VT", "Century", "CAI"), mark("import", "CAI GEORGIA VT", "Century", "CAI"),
    mark("import", "CENTURY ARMS INC GEORGIA VT", "Century"), mark("import", "PW ARMS REDMOND WA", "PW ARMS"),
    mark("import", "INTERARMS ALEXANDRIA VA", "Interarms"), mark("import", "KBI INC HARRISBURG PA", "KBI"),
    mark("import", "CDI SWANTON VT", "CDI"), mark("import", "INTRAC KNOX TN", "Intrac"),
    mark("import", "TGI KNOX TN", "TGI", "TG International"), mark("import", "NAVY ARMS RIDGEFIELD NJ", "Navy Arms"),
    mark("import", "GLOCK INC., SMYRNA, GA.", "Glock"), mark("import", "IMPORTED BY EXAMPLE TRADING, MIAMI FL", "Example"),
    mark("import", "LAKESIDE IMPORTS INC, DULUTH MN", "Lakeside"), mark("import", "C.A.I. ST ALB VT", "Century", "CAI", "C.A.I"),
)  # fmt: skip

NOT_SERIALS = (
    "US PAT. #,###,###", "PAT. NO. ####### ", "U.S. PATENT #######", "D.R.P. ######", "D.R.G.M. ######", "BREVET No ######",
    "PATENT No. #####", "PAT. PEND.", "PART NO #######", "P/N ########", "ASSY #######", "ASSEMBLY NO. #####", "DWG NO #######",
    "LOT ##-###", "LOT NO. ####", "RACK NO. ##", "RACK ###", "INSP. ##", "CONTRACT NO ####-##", "NSN 1005-##-###-####",
    "Pat. angem.", "PATENTE No #####", "CAT. NO. ####", "INV. NO. ####", "N° D'INVENTAIRE ####", "LOT DE FABRICATION ###",
)  # fmt: skip
"""Numbers that aren't serials, each with a word that says so."""

ALTERED = (
    "[obliterated]", "[erased]", "(serial number ground off)", "serial number obliterated", "[illegible]", "numéro de série effacé",
    "[removed]", "[defaced]", "(number peened over)", "[effacé]", "(illisible)", "serial number removed", "no serial number",
)  # fmt: skip

CLASS_WORDS = (
    "PISTOL", "RIFLE", "CARBINE", "ASSAULT RIFLE", "HANDGUN", "FUSIL", "PISTOLET", "CARABINE", "REVOLVER", "SHOTGUN",
    "FUSIL D'ASSAUT", "PISTOLA", "SUBMACHINE GUN",
)  # fmt: skip

LICENCES = (
    ("LIC. WALTHER", "Walther"), ("LICENCE HECKLER & KOCH", "Heckler"), ("UNDER LICENCE FROM FN", "Fabrique Nationale"),
    ("LICENSED BY COLT", "Colt"), ("LIZENZ BERETTA", "Beretta"), ("MADE UNDER LICENSE FROM SIG", "SIG"),
)  # fmt: skip

LATER = (
    mark("property", "ECOWAS SL PO %% ####"), mark("property", "CEDEAO CI PN %% #####"), mark("property", "ECOWAS GH AF 20%% ####"),
    mark("property", "SPF ####"), mark("property", "PROPERTY OF EXAMPLE POLICE ###"), mark("property", "POLICE NATIONALE ####"),
    mark("proof/property/unknown", "DEACTIVATED 19%%"), mark("proof/property/unknown", "DE 19%%"),
    mark("proof/property/unknown", "NEUTRALISÉ 20%%"), mark("proof/property/unknown", "DP"),
    mark("property/unknown/year", "FTR 19%%"),
)  # fmt: skip

WRONG_HOUSES = (
    (mark("proof", "crown over BNP"), "GBR"), (mark("proof", "crown over NP"), "GBR"), (mark("proof", "perron"), "BEL"),
    (mark("proof", "lion over PV"), "BEL"), (mark("proof", "N in eagle"), "DEU"), (mark("proof", "ELG in oval"), "BEL"),
    (mark("proof", ".38 .767 3 1/2 TONS"), "GBR"), (mark("proof", "BNP 20 TONS"), "GBR"),
)  # fmt: skip
"""Proof marks of a house abroad: they say where it was proved, not where it was made."""

GENERIC = ("AK-47", "KALASHNIKOV", "AKM", "MAKAROV", "TOKAREV", "MAUSER TYPE")
"""Names that belong to no one maker."""
