"""English words that claim too much, and words that show what a statement tells."""

from __future__ import annotations

import re

from firearmskit.ballistics.wording.claim import any_of, claims

__all__ = ["CLAIMS", "DENIALS", "LITTLE_WORDS", "TOLD"]

LITTLE_WORDS = re.compile(
    r"\b(?:the|of|is|was|were|that|this|with|by|and|are|has|have|not|from|in|I|it|an|to|be|no)\b", re.IGNORECASE
)
"""Words by which the language is known."""

DENIALS = re.compile(r"\b(?:not|no|never|cannot|neither|nor|without|nothing|nobody|avoid)\b|n['’]t\b", re.IGNORECASE)
"""Words that deny what follows."""

_GUN = r"(?:firearm|gun|handgun|weapon|pistol|revolver|rifle|carbine|shotgun|barrel)"
_FIRED = r"(?:fired|shot|discharged|ejected|extracted|chambered|cycled)"
_CASE = r"(?:cartridge cases?|cases?|casings?|bullets?|projectiles?|cartridges?|shells?|marks?|exhibits?(?: \w{1,5})?)"
_THING = r"(?:the|this|that|it|one|both|these|an?|my|another|any|some|item|exhibit|[a-z]{1,3}[-\u2011 ]?\d+)"
"""How what fired, or was fired, begins: an article, or the letter and the number of an exhibit."""
_IF_EN = (
    r"\b(?:if|whether|propositions?|hypothes[ei]s|tests?|test-fired|reference|supports?|odds|chances?"
    r"|probab\w+|likel\w+|suppos\w+)\b",
    r"\b(?:assum\w+|may|might|could have been|known|cannot|asked)\b",
)

CLAIMS = (
    claims("exclusion", r"\b(?:to|with) the (?:\w+ )?exclusion of (?:all|every|any|the other)\b"),
    claims(
        "exclusion",
        rf"\bno other {_GUN}s?\b",
        rf"\bonly (?:this|the|that|one)(?: \w+)? {_GUN} (?:could|can)\b",
        r"\bcould only have (?:been|come)\b",
        r"\bnowhere else\b|\band (?:from |by |in )?no other\b|\bnone other\b",
        r"\bunique(?:ly)? to (?:this|the|that)\b",
        r"\bballistic fingerprint\b",
        r"\bunique (?:signature|fingerprint)\b",
        deniable=False,
        unless=(r"\b(?:not|n['’]t|cannot|whether) (?:\w+ ){0,3}(?:unique|no other)",),
    ),
    claims(
        "certainty",
        r"\b(?:100|hundred) ?(?:%|per ?cent) ?(?:certain\w*|sure|accura\w+|confiden\w+|reliab\w+|match|positive"
        r"|identif\w+)",
        r"\b(?:certain\w*|sure|accura\w+|confiden\w+|reliab\w+|identif\w+)(?: \w+){0,3} (?:100|a hundred|one "
        r"hundred) ?(?:%|per ?cent)",
    ),
    claims(
        "certainty",
        r"\b(?:no|any|all|reasonable|a) (?:reasonable |possible )?doubt\b",
        r"\bundoubtedly\b|\b(?:no|without) question\b|\bbeyond question\b",
        deniable=False,
        unless=(r"\bthere (?:is|remains) (?:\w+ )?doubt\b", r"\bin (?:any|case of) doubt\b"),
    ),
    claims(
        "certainty",
        r"\bcertain(?:ly|ty)?\b(?! (?:number|cells?|parts?|areas?|types?|kinds?|marks?|features?|extent|degree"
        r"|conditions?))",
        r"\b(?:conclusive|definite|definitive|unequivocal|categorical|positive)(?:ly)? (?:\w+ "
        r")?(?:identif\w+|match\w*|link\w*|fired|came|show\w*|establish\w*|result|conclusion|association)\b",
        r"\b(?:conclusively|definitely|unequivocally|categorically"
        r"|indisputabl[ey]|undeniabl[ey]|unmistakabl[ey]|irrefutabl[ey])\b",
        r"\bproves?\b|\bproven\b|\bproof\b|\bleaves? no room\b",
        r"\bestablish(?:es|ed)? (?:as a fact )?that\b",
        r"\bguarante(?:e|es|ed)\b|\b(?:as|is) a (?:\w+ )?fact\b|\b(?:one|a) hundred per ?cent\b(?! of)",
        unless=(r"\bproof (?:house|mark|test|load)",),
    ),
    claims(
        "zero-error",
        r"\b(?:zero|nil|no) (?:\w+ )?(?:error|errors|error rate|chance of error|possibility of error|risk of "
        r"error|mistakes?)\b",
        r"\berror rate(?: \w+){0,5} (?:zero|nil|0(?: ?%| per ?cent)?)(?!\d|[.,]\d)",
        r"\b(?:0|zero) ?(?:%|per ?cent) (?:error|chance)",
        r"\b(?:possibility|risk|chance|probability|rate) of (?:an? )?(?:\w+ )?(?:error|mistakes?"
        r"|identification|match)\b"
        r"[^.;]{0,20}\b(?:zero|nil|none|negligible)\b",
        r"\b(?:errors?|mistakes?) (?:is|are|can be|was|were) (?:\w+ )?(?:excluded|impossible|ruled out)\b",
        deniable=False,
        unless=(r"\b(?:n['’]t|not|never|nor|no method) (?:\w+ ){0,6}(?:zero|nil|0|error)", r"\bno method\b"),
    ),
    claims("zero-error", r"\binfallibl[ey]\b", r"\berror[- ]free\b", r"\b(?:is|are) never wrong\b"),
    claims(
        "match",
        r"(?<!non-)(?<!congruent )(?<!known )\bmatch(?:es|ed|ing)?\b",
        unless=(r"\bcongruent matching\b", r"\bmatch(?:es|ed|ing)? (?:the )?(?:calibre|caliber|class|serial)\b"),
    ),
    claims(
        "identification",
        rf"\bidentified (?:\w+ )?(?:as|to|with) (?:having been |being |the |this |that |a )?(?:\w+ )?(?:fired"
        rf"|{_GUN}|{_CASE} from|source|same)\b",
        r"\bidentif(?:y|ied|ies)\b[^.;]{0,40}\b(?:fired|source)\b",
        r"\b(?:positive|source|individual) identification\b",
        r"\bindividuali[sz](?:ed|es|ation)\b",
        unless=(r"\bidentified as (?:a|an) (?:\w+ ){0,3}(?:pistol|revolver|rifle|shotgun|firearm)\b",),
    ),
    claims(
        "categorical",
        rf"\b{_CASE}\b[^.;:]{{0,40}}\b(?:was|were|has been|have been) (?:all |both )?{_FIRED} "
        r"(?:by|from|in|with|through)\b",
        rf"\b{_CASE} (?:comes?|came|originates?|originated) from (?:the|this|that|his|her|a|one)\b"
        r"(?! (?:scene|bag|box|lot|body|victim|street|floor|ground|supplier|factory|maker|laboratory|same))",
        rf"\b{_GUN}(?: \w+)? {_FIRED} (?:the|this|both|these|all|that)(?: \w+)? {_CASE}",
        rf"\b(?:is|are|was|were|come|came|comes|{_FIRED}) (?:from|by|with|in)? ?"
        rf"(?:one and the same|the same|one|a single) {_GUN}\b",
        r"\b(?:come|comes|came|originate|originates|originated) from (?:one and )?the same (?:source|tool)\b",
        rf"\b(?:definitely|clearly|obviously|surely|it['’]s|is|was) the same {_GUN}\b",
        unless=_IF_EN,
    ),
    claims(
        "impossible",
        r"\b(?:practical|virtual|statistical|near|absolute)(?:ly)? impossib\w+",
        r"\b(?:is|be|it['’]s) impossible\b|\b(?:can|may|must) be (?:excluded|ruled out)\b",
        r"\bcannot (?:possibly )?have been (?:fired|made|left) (?:by|from|in|with) (?:any|another)",
        r"\bout of the question\b|\bcoincidence\b[^.;]{0,30}\b(?:excluded|ruled out|impossible)\b",
        r"\bso (?:remote|small|unlikely)\b[^.;]{0,40}\bimpossib\w+",
    ),
    claims(
        "experience",
        r"\b(?:in|over|during|after) (?:my |his |her )?(?:more than )?(?:\d+|twenty|thirty|ten|many) years\b"
        r"[^.;]{0,80}\b(?:never|no|error|wrong|mistake)\b",
        r"\b(?:on|from|in|of|with) my (?:\w+ ){0,3}(?:experience|career)\b",
        r"\b(?:never|not once) (?:yet )?(?:made|had|given) (?:a|an|one) (?:single )?(?:error|mistake|wrong|false)",
        r"\b(?:not|never|n['’]t) (?:\w+ ){0,3}(?:a|one) single (?:\w+ )?"
        r"(?:error|mistake|false|wrong|misidentification)",
        r"\b(?:thousands|hundreds|\d[\d,]*) (?:of )?(?:examinations|comparisons|cases)\b[^.;]{0,40}\b(?:career"
        r"|experience|never)\b",
        deniable=False,
    ),
    claims(
        "transposed",
        rf"\b(?:probability|chances?|likelihood(?! ratio)|odds)\b[^.;:]{{0,50}}\bthat {_THING}\b"
        rf"[^.;:]{{0,60}}\b(?:fired|made|left|from|source|involved|used|responsible|{_GUN})\b",
        r"\bprobability of (?:an? |the )?(?:same|common|other|another|different) (?:source|origin)\b",
        rf"\b(?:probably|presumably|in all likelihood)\b[^.;:]{{0,60}}\b(?:fired|source|{_GUN})\b",
        r"\b(?:guilt|guilty|innocen\w+)\b[^.;]{0,60}\b(?:probab|likel)\w+|\b(?:probab|likel)\w+[^.;]{0,60}\bguilt",
        rf"\b(?:likely|probable)(?: \w+){{0,2}} that {_THING}\b"
        rf"[^.;:]{{0,60}}\b(?:fired|made|left|from|source|involved|used|responsible|{_GUN})\b",
        r"\b(?:probably|likely|almost surely) (?:was |were |has been |have been |been )?(?:fired|made|left"
        r"|came) (?:by|from|in|with)\b",
        r"\b\d[\d.,]* ?(?:%|per ?cent) (?:likely|probable|chance|probability)\b",
        unless=(r"\bthat (?:such|a score|these findings|this score)\b",),
    ),
)

TOLD = {
    "evaluates": any_of(
        r"\blikelihood ratio\b",
        r"\bLR\b",
        r"\bsupports?\b[^.;]{0,60}\b(?:proposition|hypothesis|view|same|fired)",
        r"\bsupport (?:for|to|that)\b",
        r"\btimes (?:as|more) (?:likely|probable)",
        r"\b(?:consistent|compatible) with\b",
        r"\bcannot be excluded\b",
        r"\b(?:more|as) probable if\b|\bexpect(?:ed)?\b[^.;]{0,20}\bif\b",
    ),
    "score": any_of(
        r"\b\d+\b[^.;]{0,30}\bcongruent\b",
        r"\bcongruent (?:matching )?cells?\b[^.;]{0,30}\d",
        r"\bCMC\b[^.;]{0,15}\d",
        r"\b(?:score|correlation|CCF|ACCF)\b[^.;]{0,25}\d",
        r"\d[\d.,]* (?:%|per ?cent) similar",
    ),
    "population": any_of(
        r"\bpopulation\b",
        r"\breference (?:data|set|collection|comparisons|database|firearms)\b",
        r"\bdata ?set\b",
        r"\bcomparisons? (?:of|from|between|among|in|with)\b[^.;]{0,60}\b(?:firearms|pistols|rifles|revolvers"
        r"|sources?)\b",
        r"\b(?:same|different)[- ]source (?:comparisons|scores|pairs)\b",
        r"\bknown (?:non-)?matching\b",
    ),
    "limits": any_of(
        r"\blimit",
        r"\binterval\b",
        r"\bbounds?\b",
        r"\buncertain",
        r"\bis(?:n['’]t| not) the probability\b",
        r"\b(?:does|do)(?:n['’]t| not) (?:mean|carry|say|exclude|show|tell|hold|extend|apply)\b",
        r"\bcannot (?:tell|say|show)\b",
        r"\b(?:not|n['’]t) (?:tested|known|validated|examined|in it|in the population)\b",
        r"\bholds? only\b",
        r"\bonly for\b",
        r"\bCllr\b",
        r"\berror rates?\b[^.;]{0,40}\d",
        r"\bcannot be given\b",
        r"\bno stronger\b|\bat most\b|\bno more than\b",
    ),
    "alternative": any_of(
        r"\brather than\b",
        r"\balternative\b",
        r"\bproposition (?:2|two|B)\b",
        r"\bsecond proposition\b",
        r"\bhypothesis (?:2|two|B)\b",
        rf"\b(?:different|another|other|two|unknown) (?:\w+ )?(?:{_GUN}|source)s?\b",
        r"\b(?:as|than) if\b",
        r"\bother proposition\b",
        r"\bdifferent[- ]source\b",
    ),
    "distribution": any_of(
        r"\bdistributions?\b",
        r"\b\d[\d,]* of (?:the )?\d[\d,]*\b[^.;]{0,30}\b(?:comparisons|pairs|same|different)\b",
        r"\b(?:same|different)[- ]source (?:comparisons|scores|pairs)\b",
        r"\bcomparisons of (?:the same|different|two)\b",
        r"\bpercentile\b",
        r"\b(?:highest|largest) (?:score|count|number)\b",
        r"\bknown (?:non-)?matching\b",
        r"\b(?:none|no comparison|one) of\b[^.;]{0,60}\b(?:different|other)\b",
        r"\b(?:had|have|reach\w*|from) \d+ (?:to|and|or)\b[^.;]{0,40}",
    ),
}
"""Words that show what a statement tells: an evaluation, a score, and what belongs to them."""
