"""Questions on module M14, in pairs: the same objective at the same level, before and after the course.

States, makers, persons, serials and replies are made up; the steps after a recovery and what the Firearms Protocol asks
for are told from the lesson. Nothing rests on what the lesson calls unverified. The numbers of sources are those of the
lesson, ``curriculum/m14_tracing/index.md``.
"""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="search",
        objective="search",
        level="apply",
        pretest=Question(
            stem=N_(
                "On 4 May you search GR 41807 in Ordania's register of firearms. No line comes out, not even one that "
                "looks like it. What do you write?"
            ),
            right=N_("Under GR 41807, nothing in this register on 4 May."),
            wrong=(
                (
                    N_("GR 41807 is a false number, for no line bears it."),
                    N_(
                        "A number that leads nowhere looks suspicious. Ask what else keeps a good number out of a "
                        "register."
                    ),
                ),
                (
                    N_("The firearm was never lawfully held in Ordania."),
                    N_(
                        "A register should have all that is lawful. Ask since when it is kept, and what can be missing."
                    ),
                ),
                (
                    N_("The firearm isn't registered, in Ordania or elsewhere."),
                    N_("One search that ends well seems to settle it. Ask in how many places you have looked."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "On a frame stands DK 20553, and each character is clear. The register has no such line. It has DK "
                "20558, of the same maker and the same calibre; this maker numbers one firearm after the other. What "
                "do you say of this line?"
            ),
            right=N_("It is at most a lead: its neighbour in the series may be meant."),
            wrong=(
                (
                    N_("It is the firearm: one digit differs, and all else agrees."),
                    N_("Maker and calibre agree, and that is much. Ask how many other lines agree in both."),
                ),
                (
                    N_("It is the firearm if no other line comes closer."),
                    N_("A list has a first line, and it draws the eye. Ask whether the best of a list must be good."),
                ),
                (
                    N_("It is certainly another firearm, for registers hold no slips."),
                    N_("The characters are clear on the metal. Ask who wrote the line, and from what."),
                ),
            ),
        ),
    ),
    Pair(
        id="reply",
        objective="reply",
        level="apply",
        pretest=Question(
            stem=N_(
                "On a rifle stands LV 3306. Talvern, where it was exported to, replies: “Searched: LV 3360. No "
                "record.” What follows?"
            ),
            right=N_("Talvern is to search again: this rifle wasn't looked for."),
            wrong=(
                (
                    N_("The trace ends here: Talvern has no record."),
                    N_("The reply is official, and its last words are plain. Ask about which firearm it speaks."),
                ),
                (
                    N_("LV 3360 is the number: the keeper of a register reads best."),
                    N_("Keepers of registers have practice. Ask who of the two offices has the rifle before it."),
                ),
                (
                    N_("Another State must be asked, since Talvern has answered."),
                    N_("A request was sent, and a reply came. Ask whether the reply is one to your question."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "On a pistol stands CT 9014. Velmark replies: “Searched: CT 9014. Nothing in the books that we have "
                "here; those of 2009 to 2012 are stored elsewhere.” What follows?"
            ),
            right=N_("Velmark is asked for the four years that weren't searched."),
            wrong=(
                (
                    N_("The file says: Velmark has no record of this pistol."),
                    N_("Right number, nothing found: it sounds complete. Ask which books were opened."),
                ),
                (
                    N_("The file says: the pistol was sold between 2009 and 2012."),
                    N_("What isn't in the others seems to be in these. Ask whether anybody has seen it there."),
                ),
                (
                    N_("Nothing: whoever sends a part of an answer sends the rest later."),
                    N_(
                        "One likes to be patient with a colleague abroad. Ask what the reply promises, and what it "
                        "doesn't."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="years",
        objective="reply",
        level="recall",
        pretest=Question(
            stem=N_(
                "How long, at least, are States to keep what is needed to trace firearms, under the Firearms Protocol?"
            ),
            right=N_("Ten years"),
            wrong=(
                (
                    N_("Two years"),
                    N_("Many papers in an office are kept for so long. Ask how old firearms are when they are traced."),
                ),
                (
                    N_("Thirty years"),
                    N_(
                        "Firearms last longer than that, so it would make sense. Ask what the treaty says, and what "
                        "some national laws add."
                    ),
                ),
                (
                    N_("As long as the firearm exists"),
                    N_("It would be best for a trace. Ask whether an office knows when a firearm is gone."),
                ),
            ),
            sources=(1,),
        ),
        posttest=Question(
            stem=N_("Under the Firearms Protocol, how soon is a State to answer a trace request?"),
            right=N_("Promptly, within the means that it has"),
            wrong=(
                (
                    N_("Within 24 hours"),
                    N_("This figure is often quoted. Ask for whom it holds, and in which country."),
                ),
                (
                    N_("Within thirty days of its arrival"),
                    N_("Many procedures have such a term. Ask whether the Protocol counts in days at all."),
                ),
                (
                    N_("Whenever it likes, for no answer is owed"),
                    N_(
                        "Some requests do stay without an answer. Ask what the States that joined have promised each "
                        "other."
                    ),
                ),
            ),
            sources=(1,),
        ),
    ),
    Pair(
        id="chain",
        objective="chain",
        level="apply",
        pretest=Question(
            stem=N_(
                "Lumera replies: exported in May 2016 to Corva Trading, in Talvern. Nobody has asked Talvern. In 2024 "
                "the pistol is seized in Ordania. What does the chain show between 2016 and 2024?"
            ),
            right=N_("A gap, which says nothing yet of a diversion"),
            wrong=(
                (
                    N_("A diversion on the way from Lumera to Talvern"),
                    N_("No arrival is on the table. Ask who would know of one, and whether they were heard."),
                ),
                (
                    N_("A stay with Corva Trading, up to the seizure"),
                    N_("It is the last name that was told. Ask until when the reply speaks of it."),
                ),
                (
                    N_("An illicit export from Talvern to Ordania"),
                    N_("The pistol did end up in another State. Ask which paper tells how."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "Two replies are about the rifle, and both searched its serial. Lumera: exported to Talvern in March "
                "2018. Talvern: imported from Lumera in January 2018. How does the chain show this?"
            ),
            right=N_("With both dates and their sources, as a contradiction"),
            wrong=(
                (
                    N_("With January, since Talvern has seen the rifle arrive"),
                    N_("An arrival is a strong fact. Ask whether whoever writes it down can mistake a month."),
                ),
                (
                    N_("With March, since the papers of an export come first"),
                    N_(
                        "The export does come before the import. Ask whether this order says which of two papers has "
                        "the slip."
                    ),
                ),
                (
                    N_("Without either, since one of them must be wrong"),
                    N_("What is doubtful is left out, one would say. Ask what a reader then no longer sees."),
                ),
            ),
        ),
    ),
    Pair(
        id="finding",
        objective="finding",
        level="judge",
        pretest=Question(
            stem=N_(
                "The last record of a pistol is a sale of 2017 to a private person, here Person 4. In 2023 it is "
                "found at the scene of a crime. A colleague writes: “Person 4 handed it to criminals.” What do you "
                "say?"
            ),
            right=N_("The record leaves it open: a theft would leave the same one."),
            wrong=(
                (
                    N_("The record supports it: nobody held the pistol later."),
                    N_(
                        "A list ends with a name, and the name stays in mind. Ask what the list would show if "
                        "somebody had held it unseen."
                    ),
                ),
                (
                    N_("The record speaks against it: this buyer had a licence."),
                    N_("Buyers who were checked are trusted. Ask what a check of 2017 can say of the years after it."),
                ),
                (
                    N_("The record can't be used: it names a private person."),
                    N_(
                        "Care with names is right. Ask what a trace is for, and how a name can be written without "
                        "blame."
                    ),
                ),
            ),
            sources=(16,),
        ),
        posttest=Question(
            stem=N_(
                "Lumera: exported to Talvern in 2019. Talvern searched the serial that stands on the rifle, and has "
                "no import of it. A colleague writes: “It left the lawful chain after the export. Whether it arrived "
                "in Talvern is open.” What do you say?"
            ),
            right=N_("The replies support it, the open part included."),
            wrong=(
                (
                    N_("It says too little: the rifle was stolen on its way."),
                    N_("No arrival was found, so the way comes to mind. Ask whether a register has every arrival."),
                ),
                (
                    N_("It says too little: the exporter is the last holder, so it kept the rifle."),
                    N_("The last name on record is the exporter's. Ask what the reply of Lumera tells of it."),
                ),
                (
                    N_("It says too much: without all papers of the freight, nothing can be said."),
                    N_(
                        "These papers would help, and somebody should ask for them. Ask what each of the two replies "
                        "bears without them."
                    ),
                ),
            ),
        ),
    ),
    Pair(
        id="period",
        objective="period",
        level="apply",
        pretest=Question(
            stem=N_(
                "A dealer's book says only: sold to the first buyer in June 2020. The pistol was seized on 10 June "
                "2021. From 1 June 2020 this is 374 days, from 30 June 345. Which time to crime do you write?"
            ),
            right=N_("345 to 374 days"),
            wrong=(
                (
                    N_("374 days"),
                    N_(
                        "It covers the whole month, so nothing seems lost. Ask whether the book says on which of its "
                        "days the sale was."
                    ),
                ),
                (
                    N_("360 days, counted from the middle of the month"),
                    N_("The middle looks fair. Ask which paper names this day."),
                ),
                (
                    N_("None: without a day it can't be counted"),
                    N_("Days are counted from day to day. Ask what is known all the same, if the month is."),
                ),
            ),
            sources=(14,),
        ),
        posttest=Question(
            stem=N_(
                "A dealer sold a pistol to its first buyer in April 2021. This buyer sold it on, on 5 May 2022. It "
                "was seized on 20 June 2022: 46 days after that, 416 days after 30 April 2021, and 445 after 1 April. "
                "Which time to crime do you write?"
            ),
            right=N_("416 to 445 days"),
            wrong=(
                (
                    N_("46 days"),
                    N_("Here a whole date is known, and it is the latest. Ask with which sale the count begins."),
                ),
                (
                    N_("46 to 445 days"),
                    N_("It leaves nothing out. Ask whether what isn't known is the event, or only its day."),
                ),
                (
                    N_("445 days"),
                    N_("One end of the month gives one clean figure. Ask whether any paper chooses this end."),
                ),
            ),
            sources=(14,),
        ),
    ),
    Pair(
        id="short",
        objective="period",
        level="judge",
        pretest=Question(
            stem=N_(
                "A time to crime is 15 to 45 days. A colleague writes: “The first buyer bought the pistol for "
                "somebody else.” What do you say?"
            ),
            right=N_("The figure is a reason to look closer, and leaves it open."),
            wrong=(
                (
                    N_("The figure shows it: nobody loses a pistol so soon."),
                    N_("It is short, and that is striking. Ask what else can happen to a pistol in a month."),
                ),
                (
                    N_("The figure shows it if the buyer can't say where the pistol went."),
                    N_("Silence makes suspicious. Ask who has to show what, and to whom."),
                ),
                (
                    N_("The figure says nothing and stays out of the file."),
                    N_(
                        "Caution is right where a person is named. Ask whether it would help to choose what to do next."
                    ),
                ),
            ),
            sources=(14, 16),
        ),
        posttest=Question(
            stem=N_(
                "Of 200 firearms that Ordania traced last year, 120 were made in Velmark. A colleague writes: “Most "
                "illicit firearms in Ordania are from Velmark.” What do you say?"
            ),
            right=N_("The traces leave it open: nobody drew these 200 by chance."),
            wrong=(
                (
                    N_("The traces show it: 120 of 200 is more than a half."),
                    N_("The share is right. Ask of which firearms it is a share, and how they came into the file."),
                ),
                (
                    N_("The traces show it, as 200 is a large number."),
                    N_("Large numbers are trusted. Ask whether more of the same would put right how they were chosen."),
                ),
                (
                    N_("The traces show the opposite: makers mark what they sell lawfully."),
                    N_(
                        "Most firearms do begin in lawful hands. Ask whether that tells anything of where illicit "
                        "ones were made."
                    ),
                ),
            ),
            sources=(15,),
        ),
    ),
    Pair(
        id="asked",
        objective="asked",
        level="apply",
        pretest=Question(
            stem=N_(
                "A pistol is seized in Ordania. Its marks name a maker in Velmark. The national register of Ordania "
                "has nothing under its serial. Nothing else was searched. What comes next?"
            ),
            right=N_("A search of Ordania's list of lost and stolen firearms"),
            wrong=(
                (
                    N_("A trace request to Velmark, the State of the maker"),
                    N_(
                        "The maker is known, and it is a good place to ask. Ask what such a request should be able to "
                        "say of your own country."
                    ),
                ),
                (
                    N_("A letter to the maker itself, which has the books"),
                    N_(
                        "The maker's books are the first link. Ask through whom one State speaks with a firm in "
                        "another."
                    ),
                ),
                (
                    N_("A note that the pistol was smuggled into Ordania"),
                    N_("It is foreign, and the register doesn't have it. Ask what else explains both."),
                ),
            ),
            sources=(5,),
        ),
        posttest=Question(
            stem=N_(
                "Nothing was found at home. Velmark replies: made in 2011, exported to Talvern. Talvern replies: "
                "imported in 2011, exported to Lumera in 2014. All searched the right serial. Whom do you ask next?"
            ),
            right=N_("Lumera, through its point of contact"),
            wrong=(
                (
                    N_("Velmark, for it has the first record"),
                    N_("A maker's books are good books. Ask how far down the chain they reach."),
                ),
                (
                    N_("Talvern, for it is the last that had the firearm"),
                    N_("It has answered well once. Ask what its answer says of the time after 2014."),
                ),
                (
                    N_("Nobody, for two States have answered in full"),
                    N_("Two full answers feel like an end. Ask where the second one leads."),
                ),
            ),
        ),
    ),
    Pair(
        id="enough",
        objective="enough",
        level="apply",
        pretest=Question(
            stem=N_(
                "A draft of a request through INTERPOL names Brunal Arms as the maker, Lumera as the country of "
                "origin, the type, and 9x19. What is missing?"
            ),
            right=N_("The serial, as it stands on the firearm"),
            wrong=(
                (
                    N_("The name of the last person who held it"),
                    N_("A case is about people. Ask whether a trace begins with a holder, or looks for one."),
                ),
                (
                    N_("The year in which it was made"),
                    N_("It would shorten the search. Ask by what a register finds one firearm among all of a year."),
                ),
                (
                    N_("Nothing: this is all that a register needs"),
                    N_("There are four good details. Ask how many firearms they all fit."),
                ),
            ),
            sources=(7,),
        ),
        posttest=Question(
            stem=N_(
                "A draft of a request through INTERPOL names Feldin Arms as the maker, Velmark as the country of "
                "origin, FA 6120 and .22 LR. What is missing?"
            ),
            right=N_("What it is, such as a pistol or a rifle"),
            wrong=(
                (
                    N_("The State from which it was last exported"),
                    N_("It may be useful, where a mark tells it. Ask whether you can know it before the trace."),
                ),
                (
                    N_("The barrel's length and the firearm's weight"),
                    N_("Measures do describe an object. Ask whether registers are searched by them."),
                ),
                (
                    N_("Nothing: maker and number are enough"),
                    N_("They are the strongest of all. Ask whether one maker can use a number for two products."),
                ),
            ),
            sources=(7,),
        ),
    ),
    Pair(
        id="records",
        objective="records",
        level="apply",
        pretest=Question(
            stem=N_(
                "In the list of nine steps after a recovery, step 3 is: recover evidence, and interview. The file has "
                "the report of an interview, and of this step nothing else. How does step 3 stand?"
            ),
            right=N_("Open: only one of its parts is on record"),
            wrong=(
                (
                    N_("Done: there is a record of step 3"),
                    N_("A record is more than a memory. Ask of how much of the step it tells."),
                ),
                (
                    N_("Done: what was said is evidence as well"),
                    N_("Words can be evidence in court. Ask why the step names two things."),
                ),
                (
                    N_("Not applicable: there was no evidence to recover"),
                    N_("It may be so. Ask who has decided it, and where that is written."),
                ),
            ),
            sources=(5,),
        ),
        posttest=Question(
            stem=N_(
                "In the list of nine steps after a recovery, step 5 is: examine the firearm for DNA. The file has the "
                "form on which the laboratory signed for the firearm, and of this step nothing else. How does step 5 "
                "stand?"
            ),
            right=N_("Open: it shows who has it, and no examination"),
            wrong=(
                (
                    N_("Done: the laboratory has the firearm"),
                    N_("That is where the work is done. Ask what the form tells of it."),
                ),
                (
                    N_("Done, unless the laboratory says otherwise"),
                    N_("One relies on colleagues. Ask what an empty line in a file shows."),
                ),
                (
                    N_("Not applicable: no DNA was found"),
                    N_("A report would have been filed otherwise, one thinks. Ask what says that somebody has looked."),
                ),
            ),
            sources=(5,),
        ),
    ),
)
