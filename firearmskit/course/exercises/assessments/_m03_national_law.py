"""Questions on module M03, in pairs: the same objective at the same level, before and after the course.

States, laws, bills and clauses are made up; what the Firearms Protocol and the Convention ask is told from the lesson.
Nothing rests on what the lesson calls unverified. The numbers of sources are those of the lesson,
``curriculum/m03_national_law/index.md``.
"""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="force",
        objective="force",
        level="apply",
        pretest=Question(
            stem=N_(
                "Ordania is a party to the Firearms Protocol and has no system for brokers. Article "
                "15(1) asks States without one to consider it. The files show that the ministry has "
                "considered one, and has decided against it. What does your report say?"
            ),
            right=N_("There is no gap: what this article asks for has been done."),
            wrong=(
                (
                    N_("There is a gap, since brokers work in Ordania without any control."),
                    N_("It is a worry, and the report may say so. Ask which verb the article has."),
                ),
                (
                    N_("There is a gap, until Ordania shows that it needs no such system."),
                    N_("Whoever decides against something should give reasons. Ask whether the article asks for them."),
                ),
                (
                    N_("There is no gap: the Protocol doesn't bind Ordania."),
                    N_("Not every treaty binds every State. Ask what it means to be a party."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "The Firearms Protocol binds Talvern. Its law has no rule on marks at manufacture, "
                "article 8(1)(a). Nobody makes firearms in Talvern, and nobody has a licence for it. "
                "What does your report say?"
            ),
            right=N_("The article doesn't apply while nothing is manufactured there."),
            wrong=(
                (
                    N_("The article isn't met, because the law has no such rule."),
                    N_("The rule is missing, that is true. Ask which States owe it."),
                ),
                (
                    N_("The article is met, because no firearm is made there without a mark."),
                    N_(
                        "Nothing is done wrong in Talvern. Ask whether this is the same as a law that "
                        "provides something."
                    ),
                ),
                (
                    N_("The law is silent, because a decree may have the rule."),
                    N_(
                        "Caution is right where texts weren't read. Ask what has to be known first: the "
                        "texts, or a fact."
                    ),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="clauses",
        objective="clauses",
        level="apply",
        pretest=Question(
            stem=N_(
                "Asked for: trafficked firearms can be confiscated. You have read the whole Firearms "
                "Act of Kestria, and it says nothing of this. The Code of Criminal Procedure lies "
                "unread on your desk. What do you write?"
            ),
            right=N_("Silent, and that the Code hasn't been read"),
            wrong=(
                (
                    N_("Absent, since the Act on firearms is the place for it"),
                    N_("One would look there first. Ask which word belongs to a search that has ended."),
                ),
                (
                    N_("Contradicts, since what no Act allows is forbidden to officers"),
                    N_(
                        "Officers do need a law for what they take away. Ask whether the Act says the "
                        "opposite or nothing."
                    ),
                ),
                (
                    N_("Satisfies, since such codes always know confiscation"),
                    N_("It is likely. Ask which clause you would name."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Asked for: intent is enough for tampering with marks to be a crime; no gain has to "
                "be proved. The Act of Norovia: “Whoever removes a mark from a firearm in order to "
                "sell it commits a crime.” What do you write?"
            ),
            right=N_("Contradicts: more than intent has to be proved"),
            wrong=(
                (
                    N_("Satisfies: whoever wants to sell acts with intent"),
                    N_("Those who sell are reached. Ask about somebody who removes a mark and keeps the firearm."),
                ),
                (
                    N_("Silent: of those who don't sell, nothing is said"),
                    N_("They aren't named, that is true. Ask what a court makes of a condition that isn't fulfilled."),
                ),
                (
                    N_("Absent: the word intent stands nowhere in the Act"),
                    N_("A word was looked for. Ask whether the clause speaks of the matter all the same."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="offences",
        objective="offences",
        level="apply",
        pretest=Question(
            stem=N_(
                "Section 1 of Lumera's Arms Act: “A firearm is a complete weapon that fires a shot.” "
                "Section 4: “Whoever imports a firearm without a licence commits a crime.” A trader "
                "brings in 30 barrels without a licence. Under what is the trader charged?"
            ),
            right=N_("Under none of these sections; further laws have to be read."),
            wrong=(
                (
                    N_("Under section 4, since a barrel belongs to every firearm."),
                    N_("A firearm without one is hard to imagine. Ask what section 1 makes of the word in section 4."),
                ),
                (
                    N_("Under article 5 of the Firearms Protocol, which speaks of parts."),
                    N_("The article does speak of parts. Ask whom it tells to do something."),
                ),
                (
                    N_("Under section 4 together with the Protocol, which fills the hole."),
                    N_(
                        "It would be the result that the treaty wants. Ask what a person could know from "
                        "section 4 on that day."
                    ),
                ),
            ),
            sources=(1, 3),
        ),
        posttest=Question(
            stem=N_(
                "Section 8 of Velmark's Act: “Whoever for payment makes a firearm without a licence "
                "commits a crime.” Somebody without a licence makes two pistols and gives them to a "
                "brother. No other law speaks of it. What is right?"
            ),
            right=N_("The maker can't be charged, and the gap is reported."),
            wrong=(
                (
                    N_("The maker can be charged: a present is a kind of payment."),
                    N_(
                        "Presents can be a disguise. Ask what has to be proved, and whether there is any sign"
                        " of it here."
                    ),
                ),
                (
                    N_("The maker can be charged, if section 8 is read as the Protocol wants it."),
                    N_("Courts like to read laws in that way. Ask how far words can be stretched against the accused."),
                ),
                (
                    N_("The maker can't be charged, and all is well."),
                    N_("Without a clause there is no charge. Ask what the Protocol asks of Velmark's law."),
                ),
            ),
            sources=(1, 3),
        ),
    ),
    Pair(
        id="border",
        objective="border",
        level="apply",
        pretest=Question(
            stem=N_(
                "Alone and without a licence, a man makes pistols for buyers in his own town. The law"
                " of his State makes this a crime and adds no condition. His lawyer says: “No border,"
                " no group, no crime.” What do you answer?"
            ),
            right=N_("It is a crime here; border and group only count when help from abroad is asked for."),
            wrong=(
                (
                    N_("It is no crime here, for the Convention fights organized crime."),
                    N_(
                        "That is its subject. Ask whether it says of its two conditions that they belong to "
                        "the law at home."
                    ),
                ),
                (
                    N_("It becomes a crime here as soon as a second person takes part."),
                    N_("Two are on the way to a group. Ask which clause names a number of people."),
                ),
                (
                    N_("It is a crime here, and the Convention opens extradition for it too."),
                    N_("The first half holds. Ask what has to come together before States owe each other this."),
                ),
            ),
            sources=(2,),
        ),
        posttest=Question(
            stem=N_(
                "A bill has ten offences on firearms. Its last clause reads: “They apply where a "
                "criminal group acted across a border.” The authors say: “These are the Convention's "
                "own words.” What do you advise?"
            ),
            right=N_("Strike this clause out: at home both conditions are too many."),
            wrong=(
                (
                    N_("Keep this clause: the treaty is followed word by word."),
                    N_("A bill that copies a treaty looks safe. Ask which question those words answer in the treaty."),
                ),
                (
                    N_("Keep the group and strike out the border, for groups act at home too."),
                    N_("It is better by half. Ask who still goes free."),
                ),
                (
                    N_("Keep the border and strike out the group, for trafficking crosses one anyway."),
                    N_("For trafficking that is true. Ask about the other offences, such as making a firearm."),
                ),
            ),
            sources=(2,),
        ),
    ),
    Pair(
        id="status",
        objective="status",
        level="apply",
        pretest=Question(
            stem=N_(
                "A duty has three elements. A reader says of two that the law satisfies them. Of the "
                "third: what was read says nothing, and two decrees are still to be read. How does "
                "the law stand to the duty?"
            ),
            right=N_("Silent: the third may stand in one of the decrees"),
            wrong=(
                (
                    N_("Met in part: two of three are there"),
                    N_("Two of three is a part. Ask what is known of the third."),
                ),
                (
                    N_("Not met: without the third, the duty isn't fulfilled"),
                    N_("All three are needed, that is right. Ask whether anybody has found that one isn't there."),
                ),
                (
                    N_("Met: nothing was found that speaks against it"),
                    N_("Nothing speaks against it so far. Ask what speaks for the third."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A duty has three elements, and the law satisfies two. Of the third, section 5 says "
                "what is asked for, and section 12 says the opposite. How does the law stand to the "
                "duty?"
            ),
            right=N_("Open, until a lawyer says which of the sections prevails"),
            wrong=(
                (
                    N_("Met, as section 5 has what is asked for"),
                    N_("It is there, in plain words. Ask what a defence lawyer would read aloud."),
                ),
                (
                    N_("Met in part, as half of the third is there"),
                    N_("Two and a half of three seems fair. Ask whether a court can apply a half."),
                ),
                (
                    N_("Not met, as section 12 comes later"),
                    N_("The later rule sometimes prevails. Ask whether that is sure here, and who decides it."),
                ),
            ),
        ),
    ),
    Pair(
        id="element",
        objective="element",
        level="apply",
        pretest=Question(
            stem=N_(
                "“A part is a barrel, a frame, a bolt or a receiver.” “Whoever imports parts without "
                "a licence commits a crime.” The Firearms Protocol counts slides among the parts too."
                " Does the offence reach the import of slides?"
            ),
            right=N_("No: the word in the offence means what the definition says."),
            wrong=(
                (
                    N_("Yes: the offence speaks of parts and excepts none."),
                    N_("The offence itself has no exception. Ask where its words get their meaning."),
                ),
                (N_("Yes: the Protocol counts slides in."), N_("It does. Ask for whom its list was written.")),
                (
                    N_("No: a definition with a fault makes the whole offence void."),
                    N_("Something is wrong with the definition. Ask whether a barrel could still be charged."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "Section 2: “A firearm is a weapon that fires a shot at present.” Sections 6 to 15 "
                "speak of firearms. Article 3(a) of the Protocol also counts what was designed to "
                "fire. Where is the law amended?"
            ),
            right=N_("In section 2, from which the ten other sections take their meaning"),
            wrong=(
                (
                    N_("In sections 6 to 15, where the crimes and the duties stand"),
                    N_("The harm is felt there. Ask how many times the same words would have to be added."),
                ),
                (
                    N_("Nowhere, since judges read section 2 with the Protocol in hand"),
                    N_("Some do. Ask whether the accused has to expect it."),
                ),
                (
                    N_("In the section with the gravest crime"),
                    N_("One begins where it hurts most. Ask what is left of the others."),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="amend",
        objective="amend",
        level="judge",
        pretest=Question(
            stem=N_(
                "Trafficking in parts has to be a crime as well. Section 8 says: “Whoever sells "
                "firearms or ammunition across the border without a licence commits a crime.” A draft"
                " puts in its place: “Whoever sells firearms or their parts across the border without"
                " a licence commits a crime.” What do you say of the draft?"
            ),
            right=N_("It closes the gap for parts and opens another for ammunition."),
            wrong=(
                (
                    N_("It closes the gap: parts stand in the offence now."),
                    N_("They do. Ask which words stood there before."),
                ),
                (
                    N_("It closes the gap, once parts are defined as widely as in the Protocol."),
                    N_("The definition has to be read too. Ask in what else the two wordings differ."),
                ),
                (
                    N_("It closes nothing: parts are firearms that aren't put together yet."),
                    N_("Some think so. Ask whether a charge can rest on it."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Three duties aren't met: A, B and C. Draft 1 closes A; draft 2 closes A and B; draft"
                " 3 closes C; draft 4 closes B and C, and strikes out an offence that met duty D. "
                "There is time for two drafts. Which ones?"
            ),
            right=N_("Drafts 2 and 3"),
            wrong=(
                (N_("Drafts 1 and 4"), N_("Together they close A, B and C. Ask what else one of them does.")),
                (N_("Drafts 2 and 4"), N_("These two close most, one by one. Ask what is lost on the way.")),
                (N_("Drafts 1 and 3"), N_("Neither does any harm. Ask which duty nobody has closed.")),
            ),
        ),
    ),
    Pair(
        id="finding",
        objective="finding",
        level="judge",
        pretest=Question(
            stem=N_(
                "You have read Ordania's Arms Act as it stood on 1 March, and no other law. It says "
                "nothing of attempts. Which sentence goes into your report?"
            ),
            right=N_("The Arms Act of Ordania, as of 1 March, has no clause on attempts."),
            wrong=(
                (
                    N_("Ordania doesn't punish attempts, contrary to article 5(2)(a)."),
                    N_("The article is the right one. Ask how many laws of Ordania you have read."),
                ),
                (
                    N_("Those who try to traffic in firearms go free in Ordania."),
                    N_("It could be what happens. Ask whether you have looked at cases."),
                ),
                (
                    N_("But for attempts, the law of Ordania complies with the Protocol."),
                    N_("It is meant kindly. Ask what you would need to have read for the first half."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Two readers of a bill disagree: clause 9 satisfies, says one; clause 9 contradicts, "
                "says the other. Both give reasons. The report is due tomorrow. What does it say of "
                "clause 9?"
            ),
            right=N_("Both readings and their reasons, as a question for a lawyer"),
            wrong=(
                (
                    N_("The reading of whoever has more years of practice"),
                    N_("Practice helps to read. Ask what the others could then check."),
                ),
                (
                    N_("The stricter reading, so that no gap is overlooked"),
                    N_("No gap is lost in this way. Ask whether the report would still be true."),
                ),
                (
                    N_("Nothing, since a clause that can be read in two ways says nothing"),
                    N_("An unclear clause is a trouble. Ask what the people who draft would want to know."),
                ),
            ),
        ),
    ),
    Pair(
        id="unread",
        objective="force",
        level="apply",
        pretest=Question(
            stem=N_(
                "A regional treaty binds Kestria. The tables call its article on brokers unverified, "
                "and Kestria's law has no rule on brokers. What does your report say of this article?"
            ),
            right=N_("Its text has still to be read; no gap is counted under it."),
            wrong=(
                (
                    N_("It isn't met, as there is no rule on brokers."),
                    N_("Nothing is there, and it is noticed. Ask whether you could quote what is asked for."),
                ),
                (
                    N_("It is met, as an article without a known text asks for nothing."),
                    N_(
                        "It can't be used, that is true. Ask whether the treaty itself has changed because "
                        "nobody here opened it."
                    ),
                ),
                (
                    N_("It isn't met, as treaties of this kind ask for such rules as a habit."),
                    N_("Many do. Ask what you would cite if Kestria asked for the paragraph."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Lumera has joined no treaty on firearms. It has accepted the Tracing Instrument, "
                "which asks in paragraph 8(b) for marks at import, as far as possible. Lumera imports"
                " firearms, has no such rule, and names no reason. What does your report say?"
            ),
            right=N_("A gap, under a political commitment that isn't a treaty"),
            wrong=(
                (
                    N_("No gap, since only a treaty can ask a State for something"),
                    N_("Only a treaty binds as law. Ask what a State has done that accepts such an instrument."),
                ),
                (
                    N_("A gap, and a breach of international law"),
                    N_("Something is missing, and Lumera had promised it. Ask what kind of promise it was."),
                ),
                (
                    N_("Nothing, since the words as far as possible leave all to the State"),
                    N_("They leave some room. Ask who would have to show what wasn't possible."),
                ),
            ),
            sources=(4,),
        ),
    ),
    Pair(
        id="rests",
        objective="status",
        level="apply",
        pretest=Question(
            stem=N_(
                "Clause 5: “Whoever knowingly falsifies, removes or alters a mark on a firearm "
                "commits a crime.” Clause 9: “Clause 5 doesn't hold for marks of import.” How does "
                "the bill stand to article 5(1)(c), which covers these marks as well?"
            ),
            right=N_("It meets the article in part, by clauses 5 and 9 together."),
            wrong=(
                (
                    N_("It meets the article, by clause 5."),
                    N_("Clause 5 has every verb. Ask what else in the bill speaks of clause 5."),
                ),
                (
                    N_("It doesn't meet the article at all, because of clause 9."),
                    N_("Clause 9 takes something away. Ask what it leaves."),
                ),
                (
                    N_("Nothing can be said before a court has applied both clauses."),
                    N_("Courts have the last word. Ask what can be read without one."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "Asked for: each imported firearm is marked. Clause 4: “The importer marks each "
                "imported firearm.” Clause 11: “Clause 4 doesn't hold for firearms that are imported "
                "for museums.” How does the bill stand to this?"
            ),
            right=N_("Met in part: clause 11 takes some firearms out"),
            wrong=(
                (
                    N_("Met: clause 4 says each"),
                    N_("It does, and that is a strong word. Ask whether the bill ends with clause 4."),
                ),
                (
                    N_("Not met: clause 11 says no, and so clause 4 is without effect"),
                    N_("Clause 11 does take something back. Ask about a pistol for a dealer."),
                ),
                (N_("Silent: of ammunition nothing is said"), N_("It isn't mentioned. Ask what is asked for here.")),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="memo",
        objective="memo",
        level="judge",
        pretest=Question(
            stem=N_(
                "A bill orders a mark at import with everything that article 8(1)(b) asks for, but "
                "the country. You write a memorandum on this to the minister. Which sentence opens "
                "it?"
            ),
            right=N_("Clause 9 provides a mark at import, and leaves the country out of it."),
            wrong=(
                (
                    N_("The bill falls short of the Protocol in several important respects."),
                    N_(
                        "A strong opening gets read. Ask whether the minister can find the clause, and "
                        "whether several is true."
                    ),
                ),
                (
                    N_("Clause 9 is a good start, and could be made clearer."),
                    N_("It is polite. Ask what the minister knows after reading it."),
                ),
                (
                    N_("Clause 9 has no effect at all, for a mark without a country is no mark of import."),
                    N_("The fault is a real one. Ask whether the rest of the clause provides nothing."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_(
                "Your memorandum says that a bill's definition of parts leaves out the frame, with "
                "clause and article, and what you have read. What does the minister still need from "
                "you?"
            ),
            right=N_("A wording to put in its place, checked for what it would take away"),
            wrong=(
                (
                    N_("A list of States whose laws have the better definition"),
                    N_("Examples can help a drafter. Ask whether their definition fits into this bill."),
                ),
                (
                    N_("A warning that traffickers will deal in frames from now on"),
                    N_("It shows why the gap matters. Ask how you would know it."),
                ),
                (
                    N_("An assurance that the rest of the bill is in line with the Protocol"),
                    N_("Ministers like to hear it. Ask whether you have examined the rest."),
                ),
            ),
        ),
    ),
    Pair(
        id="charged",
        objective="offences",
        level="recall",
        pretest=Question(
            stem=N_("To whom does article 5 of the Firearms Protocol say that certain acts have to be crimes?"),
            right=N_("To the States that are parties to it"),
            wrong=(
                (
                    N_("To everybody who makes firearms or deals in them"),
                    N_("They are the ones who may be punished in the end. Ask who can make a law."),
                ),
                (
                    N_("To the courts, which apply it in place of an Act"),
                    N_("Courts do apply law. Ask in which text they would look for the penalty."),
                ),
                (
                    N_("To the police and the customs"),
                    N_("They need to know what is a crime. Ask who decides it for them."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_("Which of these acts does article 5 of the Firearms Protocol ask States to make a crime?"),
            right=N_("Falsifying the marks on a firearm"),
            wrong=(
                (
                    N_("Possessing a firearm without a licence"),
                    N_("Most national laws punish it. Ask whether this article speaks of those who have a firearm."),
                ),
                (
                    N_("Using a firearm in a robbery"),
                    N_(
                        "It is grave, and a crime everywhere. Ask what this Protocol is about: what is done "
                        "with firearms, or where they come from."
                    ),
                ),
                (
                    N_("Carrying a firearm in public"),
                    N_(
                        "Many laws forbid it. Ask which acts a treaty against illicit manufacture and "
                        "trafficking needs."
                    ),
                ),
            ),
            sources=(1,),
        ),
    ),
)
