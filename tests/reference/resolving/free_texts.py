"""Texts as registers, seizure forms and traders of many countries write them, and what they honestly mean.

A line is a text, a bar, and the row that is meant; ``?`` where several rows fit, ``-`` where none does.
"""

from __future__ import annotations

CALIBRES = """
32 S&W largo|32swlong
.32 Smith Wesson longo|32swlong
9 PARABELUM|9x19-parabellum
9MM LUGAR|9x19-parabellum
7.62 x 39 mm|7.62x39
7,62*39|7.62x39
9 P.A.K.|9mm-pak
9mm Glisenti|9x19-glisenti
9x19/9x21|?
عيار ٩|?
9ミリ|?
12.7 DShK|12.7x108
8x57 JS|7.92x57
38/380|?
7,65 longue|7.65x20-longue
.380 revolver|38sw
9 para|9x19-parabellum
9x19|9x19-parabellum
9 x 19|9x19-parabellum
9mm Luger|9x19-parabellum
9 mm Parabellum|9x19-parabellum
9×19 mm|9x19-parabellum
9х19|9x19-parabellum
9 Х 19 ММ|9x19-parabellum
cal 9 Para|9x19-parabellum
cal. 9mm para.|9x19-parabellum
calibre 9 mm parabellum|9x19-parabellum
9MM LUGER+P|9x19-parabellum
9mm Luger +P+ 124gr JHP|9x19-parabellum
9 mm NATO|9x19-parabellum
9mm OTAN|9x19-parabellum
9 mm P|9x19-parabellum
Kal. 9 mm Luger|9x19-parabellum
калибр 9х19 мм|9x19-parabellum
9 мм Парабеллум|9x19-parabellum
9mm parabelum|9x19-parabellum
9 mm Parabellun|9x19-parabellum
9mm Lugger|9x19-parabellum
9-19|9x19-parabellum
9*19|9x19-parabellum
9 mm x 19|9x19-parabellum
٩×١٩|9x19-parabellum
9x19mm Parabellum (9mm Luger)|9x19-parabellum
50 cartouches 9mm Luger|9x19-parabellum
9x18|9x18-makarov
9 Makarov|9x18-makarov
9mm Mak|9x18-makarov
9x18 PM|9x18-makarov
9х18 ПМ|9x18-makarov
9 mm Makarow|9x18-makarov
.380|9x17-380acp
380 ACP|9x17-380acp
.380 auto|9x17-380acp
9 court|9x17-380acp
9mm Court|9x17-380acp
9 mm kurz|9x17-380acp
9mm corto|9x17-380acp
9 mm short|9x17-380acp
9x17|9x17-380acp
9 curto|9x17-380acp
7.62x25|7.62x25-tokarev
7,62 Tokarev|7.62x25-tokarev
7.62 TT|7.62x25-tokarev
7,62х25 ТТ|7.62x25-tokarev
7.65 Browning|7.65x17-32acp
7,65 mm Browning|7.65x17-32acp
7.65 Br|7.65x17-32acp
.32 auto|7.65x17-32acp
32 ACP|7.65x17-32acp
7,65 Para|7.65x21-parabellum
6.35|6.35x15-25acp
6,35 mm|6.35x15-25acp
6.35 Browning|6.35x15-25acp
.25 ACP|6.35x15-25acp
45 auto|45acp
45ACP|45acp
.45 A.C.P.|45acp
cal. 45 ACP|45acp
0.45 ACP|45acp
11,43x23|45acp
.45 Colt|45colt
45 Long Colt|45colt
45 LC|45colt
.45 G.A.P.|45gap
10 mm Auto|10mm-auto
10mm|10mm-auto
.40|40sw
40 S&W|40sw
.40 SW|40sw
40 Smith & Wesson|40sw
.40 S. & W.|40sw
.357 mag|357magnum
357 Magnum|357magnum
.357 magnun|357magnum
357 SIG|357sig
38 spl|38special
.38 Special|38special
38 SPC|38special
.38 especial|38special
cal .38 Spl.|38special
38 S&W Special|38special
.38 S&W|38sw
38 Super|38super
.38 Super Auto|38super
.44 Mag|44magnum
44 Remington Magnum|44magnum
32 S&W Long|32swlong
.32 long|32swlong
5.7x28|5.7x28-fn
57x28|5.7x28-fn
4,6x30|4.6x30-hk
.50 AE|50ae
7,62 Nagant|7.62x38r-nagant
7.62x38R|7.62x38r-nagant
7,62x39|7.62x39
7.62 x 39mm M43|7.62x39
762x39|7.62x39
7.62X39MM|7.62x39
7,62 х 39|7.62x39
7.62*39|7.62x39
7.62.39|7.62x39
7,62/39|7.62x39
7.62 por 39|7.62x39
7.62 mm Kalashnikov|7.62x39
7 62 x 39|7.62x39
٧٫٦٢×٣٩|7.62x39
عيار 7.62x39|7.62x39
5.45x39|5.45x39
5,45х39 мм|5.45x39
545x39|5.45x39
5.56|5.56x45
556|5.56x45
5.56 NATO|5.56x45
5,56 x 45|5.56x45
5.56mm OTAN|5.56x45
SS109|5.56x45
223|223rem
.223 Rem|223rem
223 Remington|223rem
.223 Remingtom|223rem
7.62 NATO|7.62x51
7.62x51|7.62x51
7,62 x 51 OTAN|7.62x51
308|308win
.308 Win|308win
308 Winchester|308win
7.62x54R|7.62x54r
7,62х54Р|7.62x54r
7.62x54|7.62x54r
7.62 Mosin|7.62x54r
30-06|30-06
.30-06 Sprg|30-06
30/06|30-06
3006 Springfield|30-06
30 Carbine|30carbine
.30 M1 carbine|30carbine
.303|303british
303 Brit|303british
8x57 IS|7.92x57
8x57JS|7.92x57
8 mm Mauser|7.92x57
7x57|7x57-mauser
7x64|7x64
6.5x55|6.5x55
6.5 Creedmoor|6.5creedmoor
.300 Win Mag|300winmag
300 winchester magnum|300winmag
.300 Blackout|300blk
300 BLK|300blk
.338 Lapua Mag|338lapua
.243 Win|243win
270 Win|270win
30-30 Win|30-30
7mm-08|7mm-08
9.3x62|9.3x62
9,3x74R|9.3x74r
9x39|9x39
.50 BMG|50bmg
12.7x99|50bmg
12,7 x 99 NATO|50bmg
12.7x108|12.7x108
12,7х108|12.7x108
14.5x114|14.5x114
.22lr|22lr
22 long rifle|22lr
.22 L.R.|22lr
22 LfB|22lr
5,6x15R|22lr
.22 WMR|22wmr
22 Magnum|22wmr
.22 short|22short
17 HMR|17hmr
12 ga|12ga
12/70|12ga
12/76 Magnum|12ga
12 gauge|12ga
12-gauge|12ga
calibre 12|12ga
cal 12|12ga
Kaliber 12/70|12ga
12 калибр|12ga
escopeta calibre 12|12ga
12 bore|12ga
16/70|16ga
cal. 16|16ga
20 ga|20ga
20/76|20ga
28 gauge|28ga
.410|410bore
410 bore|410bore
cal 36|410bore
9mm P.A.K.|9mm-pak
9 mm PAK|9mm-pak
8 mm Knall|8mm-k
.38|?
38|?
cal .38|?
7.62|?
7,62 mm|?
.30|?
.45|?
cal 45|?
9mm|?
9 mm|?
9|?
9 мм|?
.22|?
.32|?
.44|?
.50|?
.357|?
.338|?
7.65|?
7.5|?
12.7|?
9x23|?
8x57|?
7.62 Russian|?
22 largo|?
parabellum|?
nato|?
223/5.56|?
5.56x45/.223 Rem|?
9x19 / 9x18|?
.357 Magnum/.38 Special|?
9x19 Makarov|?
9 PA|?
.22lr rimfire|22lr
carabine 22 LR|22lr
.380 short|9x17-380acp
.380 Revolver|38sw
.30-06 (7.62x63)|30-06
7,92x57 IS|7.92x57
.45 ACP (11,43 mm)|45acp
7,65mm Browning (.32 ACP)|7.65x17-32acp
4.5 mm|?
23 mm|?
.308 Winchester (7.62x51)|?
40SW|40sw
12GA|12ga
12 ga 2 3/4|12ga
cal.12 mag|12ga
38 largo|?
.223 Wylde|?
7mm STW|?
.300 Weatherby|?
"""

MAKERS = """
غلوك|glock
بيريتا|beretta
北方工业|norinco
中国北方工业公司|norinco
Ижевский механический завод|baikal
Браунинг|browning
Glock Inc Smyrna GA|glock
H&K|hk
HK|hk
H & K|hk
Heckler und Koch|hk
Heckler & Koch GmbH Oberndorf/N|hk
Hekler & Koch|hk
S&W|sw
S & W|sw
Smith & Weson|sw
Smith and Wesson|sw
smith wesson|sw
SMITH & WESSON SPRINGFIELD MASS|sw
FN|fn
F.N.|fn
Fabrique Nationale|fn
FN Herstal Belgique|fn
Fabrique Nationale d'Armes de Guerre Herstal|fn
Ceska zbrojovka|cz
Česká Zbrojovka a.s.|cz
CZ|cz
ИЖМАШ|izhevsk
Ижмаш|izhevsk
Izhmash|izhevsk
Ijmach|izhevsk
Ischmasch|izhevsk
Zastava|zastava
Crvena Zastava|zastava
Застава|zastava
Zavodi Crvena Zastava Kragujevac|zastava
IMI|imi
I.M.I. Israel|imi
Israel Military Industries|imi
Beretta|beretta
Bereta|beretta
Baretta|beretta
P. Beretta|beretta
Pietro Beretta Gardone V.T.|beretta
Fabbrica d'armi Pietro Beretta|beretta
Glock|glock
Glok|glock
GLOCK Ges.m.b.H. Austria|glock
Colt|colt
Colt's Pt. F.A. Mfg. Co. Hartford|colt
Norinco|norinco
NORINCO CHINA|norinco
Тула|tula
ТОЗ|tula
Walther|walther
Carl Walther Ulm|walther
Walter|walther
Sig Sauer|sigsauer
SIG-SAUER|sigsauer
Taurus|taurus
Forjas Taurus S.A.|taurus
Tauros|taurus
Ruger|ruger
Sturm Ruger & Co|ruger
Remington|remington
Remmington|remington
Winchester|winchester
Winchster|winchester
Mossberg|mossberg
Mosberg|mossberg
Savage Arms|savage
Hi-Point|beemiller
Browning|browning
Brownning|browning
Steyr Mannlicher|steyr
Tanfoglio|tanfoglio
Fratelli Tanfoglio|tanfoglio
Astra Unceta y Cia|astra
Bonifacio Echeverria|star
Llama|llama
Gabilondo y Cia|llama
Imbel|imbel
Rossi|rossi
Bersa S.A.|bersa
Sarsilmaz|sarsilmaz
Sarsılmaz|sarsilmaz
TİSAŞ|tisas
MKEK|mke
FÉG|feg
Femaru|feg
Łucznik|radom
F.B. Radom|radom
Арсенал|arsenal
Молот|molot
Röhm|rohm
Roehm GmbH|rohm
Manurhin|manurhin
Pakistan Ordnance Factories|pof
القادسية|qadissiya
Lee Enfield RSAF|enfield
MAC|?
Heckler u. Koch|hk
C.Z.|cz
Smith et Wesson|sw
Waffenfabrik Mauser|mauser
STAR, Bonifacio Echeverria, Eibar|star
ZASTAVA-KRAGUJEVAC YUGOSLAVIA|zastava
IMI Israel|imi
FN Browning|?
Zbrojovka|?
Beretta / Taurus|?
Beretta USA|?
copy of Beretta|?
Glock clone|?
Star hotel|?
"""

MODELS = """
M38|?
Mosin M38|mosin-m38
Carcano M38|carcano
M1895|?
Nagant M1895|nagant
1911|?
1895|?
pistol 1911|?
mosin nagan|mosin
мосин наган|mosin
Mosin Nagan M44|mosin-m44
revolver nagan|nagant
mosin m38 nagan|?
TT 33 Norinco|tt33
M-70 pistolet|zastava-m70p
РПГ-7В|?
AKM type 56|?
دوشكا|dshk
77式|?
64式|type64-pistol
Glok 17|glock17
AKMS 7,62x39|akms
Kalaschnikow AK47|ak47
винтовка мосина|mosin
PM md 63|pm-md63
Ceska Zbrojovka model 99|-
Pištolj CZ M88|zastava-m88
пистолет ЧЗ-75|cz75
Bockdoppelflinte Baikal IJ-27|baikal-izh27
pistola mitragliatrice Skorpion|?
Walther PPS|?
pist. Beretta mod. 92FS cal 9 para n° A12345Z|beretta92
S&W mod. 686-3|sw686
fusil AK type 56-2|type56-2
škorpion M84|m84-skorpion
mitraljez M84|zastava-m84
pištolj CZ 99 cal. 9mm|cz99
poluautomatska puška PAP 59/66|m59-66
снайперская винтовка Драгунова|svd
автомат Калашникова АК-74 калибра 5,45 мм|ak74
пистолет ТТ 1941 г.в.|tt33
Браунинг|?
مسدس غلوك 17|glock17
مسدس جلوك ١٩|glock19
مسدس ماكاروف|makarov
رشاش دوشكا|dshk
ار بي جي 7|rpg7
بندقية كلاشنكوف|?
五四式手枪|type54
六四式手枪|type64-pistol
80式通用机枪|type80
95式自动步枪|qbz95
Kaleşnikof|?
cuerno de chivo|?
GL0CK 17|glock17
8eretta 92FS|beretta92
Smlth & Wesson Model 1O|sw10
Beretta modello 34 cal. 9 corto|beretta1934
pistolet automatique MAC 50 cal 9 mm|mac50
Smith and Wesson Model 36 Chief's Special|sw36
Winchester mod. 94 30-30|win94
S&W 29-2 .44 mag|sw29
K2 Daewoo|k2
MKE G3|g3-mke
Tabuk sniper|tabuk-sniper
US M1 Carbine .30|m1carbine
M60 machine gun|m60
Tokarev Norinco 54|?
revólver Taurus .38 especial|?
S&W .38|?
mosquetón Mauser español|mauser-esp
locally made shotgun|?
Armscor M1911 Rock Island Armory|?
revolver Glock 17|?
kurusıkı tabanca Beretta 92|?
FN FAL argentino FM|?
Type 85|?
M1|?
AK-47|ak47
AK 47|ak47
ak47|ak47
АК-47|ak47
AK-47 7.62x39|ak47
Kalashnikov AK-47|ak47
fusil d'assaut AK-47|ak47
AKM|akm
АКМ|akm
AKMS|akms
AK-74|ak74
AK 74 M|ak74m
АК-74М|ak74m
AKS-74U|aks74u
АКС-74У|aks74u
M-16|m16
M16 A1|m16a1
M16A2|m16a2
M4|m4
AR-15|ar15
AR 15|ar15
Glock17|glock17
Glock 17|glock17
Glock 17 Gen 4|glock17
G17|glock17
Gloc 17|glock17
pistolet Glock 19|glock19
Beretta 92|beretta92
Beretta 92 FS|beretta92
Beretta mod. 92|beretta92
Baretta 92|beretta92
M9|beretta92
Taurus PT-92|pt92
PT 92 AF|pt92
CZ75|cz75
CZ 75 B|cz75
Tokarev|tt33
Tokarew|tt33
TT 33|tt33
ТТ|tt33
pistola Tokarev TT-33 cal. 7,62|tt33
ПМ|makarov
Makarov|makarov
Macarov|makarov
Makarov 9mm|makarov
Пистолет Макарова|makarov
Stechkin|stechkin
Nagant|nagant
Наган|nagant
Uzi|uzi
Mini-Uzi|mini-uzi
MP-5|mp5
HK MP5|mp5
H&K MP5A3|mp5
G3|g3
HK G3|g3
FAL|fal
FN FAL|fal
Steyr AUG|aug
FAMAS F1|famas
MAT 49|mat49
MAS 36|mas36
Colt 1911|m1911
M1911A1|m1911
SKS|sks
СКС|sks
Mosin-Nagant 91/30|mosin9130
Mosin Nagant|mosin
Kar98k|kar98k
K98|kar98k
Dragunov|svd
СВД|svd
Драгунов|svd
PKM|pkm
ПКМ|pkm
RPK|rpk
RPD|rpd
RPG-7|rpg7
РПГ-7|rpg7
DShK|dshk
Dushka|dshk
vz. 58|vz58
vz 61|skorpion
M70AB2|zastava-m70ab2
Type 56-1|type56-1
Type 56 carbine|type56-carbine
56式|?
Norinco 54|type54
Browning Hi-Power|hp
GP35|hp
Walther PP|walther-pp
PPK|walther-ppk
Walther P38|p38
Luger P08|luger
Galil|galil
IMI Galil|galil
Jericho 941|jericho
Sig Sauer P226|p226
S&W Model 10|sw10
Smith & Wesson mod. 36|sw36
Remington 870|rem870
Mossberg 500|moss500
Saiga-12|saiga12
Сайга-12|saiga12
FN Five-seveN|five-seven
Ekol Tuna|ekol-tuna
Zoraki 925|zoraki-925
MAC-10|mac10
Ruger Mini-14|marlin-mini14
kalashnikov|?
Kalachnikov|?
Kalaschnikow|?
AK|?
AKM-47|?
AK-74U|?
Glock 17C|?
Kalashnikov AKM|akm
Lee-Enfield No1 Mk3|smle
Rem 870|rem870
SIG SP2022|sp2022
Browning 1910|fn1910
Winchester mod. 94|win94
Пистолет ТТ|tt33
AK47 chinois|?
Romanian AKM|?
AK 47 type|?
fake Glock 17|?
Type 56|?
Chinese Type 56|?
Type 54|?
Mauser 98|?
Lee Enfield|?
Skorpion|?
Webley|?
Beretta|?
Glock|?
Browning|?
92|?
870|?
"""

NOT_IN_THE_REFERENCE = """
calibres|foo
calibres|unknown
calibres|n/a
calibres|-
calibres|AK-47
calibres|Glock
calibres|Beretta 92
calibres|inconnu
calibres|desconocido
calibres|неизвестно
calibres|9 gauge
calibres|9x99
calibres|7.62x99
calibres|11 Makarov
calibres|.999 Magnum
calibres|.45 Makarov
calibres|6.5 PRC
calibres|.577 Snider
calibres|2.34
calibres|abc123
calibres|serial 4711
calibres|2019
calibres|????
calibres|pistol
calibres|40 mm grenade
calibres|5.56x39
calibres|9x19R
makers|unknown
makers|none
makers|Acme
makers|Sony
makers|Keltika
makers|Kimbra
makers|123456
makers|N/A
makers|artisanal
makers|homemade
makers|inconnu
makers|desconocida
makers|Manufacture d'armes
makers|fabrica
makers|pistol
makers|company
makers|Germany
makers|Made in China
makers|no marks
makers|Toyota Motor Corporation
makers|illegible
models|foo
models|unknown
models|pistol
models|rifle
models|revolver
models|shotgun
models|Glock 99
models|Glock 1000
models|Taurus 9292
models|Colt Boa Constrictor
models|Forest Eagle
models|HK9416
models|Walther P2222
models|Krinkov 3000
models|hand made thing
models|inconnu
models|9mm
models|7.62x39
models|1234567
models|bicycle
models|Toyota Hilux
models|-
models|Model
models|no marks
"""
