"""Questions on module M16, in pairs: the same objective at the same level, before and after the course.

Places, persons, things, laboratories and figures of cases are made up. The numbers of sources are those of the lesson,
``curriculum/m16_ballistics/index.md``.
"""

from __future__ import annotations

from firearmskit.course.assessment import Pair, Question
from firearmskit.language import N_

__all__ = ["PAIRS"]

PAIRS = (
    Pair(
        id="chain",
        objective="custody",
        level="apply",
        pretest=Question(
            stem=N_(
                "Line 4: from the store to courier 17. Line 5: from courier 23 to the laboratory. Both couriers "
                "signed what they did, and the seal is the same. What do you write?"
            ),
            right=N_("Between these lines a handover isn't recorded; both couriers are asked."),
            wrong=(
                (
                    N_("The chain is whole, since the seal stayed the same."),
                    N_("A whole seal calms. Ask what a chain has to show besides the packet: in whose hands it was."),
                ),
                (
                    N_("The chain is whole, since both couriers are of one service and may help each other out."),
                    N_("Colleagues do help each other. Ask what a court can check of help that nobody wrote down."),
                ),
                (
                    N_("The thing is no evidence any more."),
                    N_("Strictness looks safe. Ask whether anybody has tried to explain it yet."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "A bullet left the store with seal 5512. The laboratory received it with seal 5521. Nobody noticed "
                "for a month. What do you do?"
            ),
            right=N_("Ask both sides, look for a photograph, and tell what stays unexplained."),
            wrong=(
                (
                    N_("Correct 5521 to 5512, for two digits were clearly swapped."),
                    N_("Swapped digits are a frequent slip. Ask how you would know, and what a correction hides."),
                ),
                (
                    N_("Leave it, for the result of the comparison is clear and nobody has asked about the number."),
                    N_("A clear result draws the eye. Ask of which packet it is the result."),
                ),
                (
                    N_("Destroy the bullet."),
                    N_("What is doubtful is better gone, one may think. Ask who could ever answer the doubt then."),
                ),
            ),
        ),
    ),
    Pair(
        id="report",
        objective="report",
        level="judge",
        pretest=Question(
            stem=N_(
                "A report says: “21 of 35 cells are congruent. The rifle fired the case.” Which question comes first?"
            ),
            right=N_("What do other rifles score, and were they of this make?"),
            wrong=(
                (
                    N_("How many years has the examiner worked in this field, and in how many cases?"),
                    N_("Experience counts in life. Ask what it tells of this one result."),
                ),
                (
                    N_("Does the suspect own other rifles?"),
                    N_("It may matter to the case. Ask whether it bears on what the cells show."),
                ),
                (
                    N_("Why were the other 14 cells not congruent, when this is the rifle?"),
                    N_("Missing cells look like a fault. Ask first whether it is known that this is the rifle."),
                ),
            ),
            sources=(11,),
        ),
        posttest=Question(
            stem=N_(
                "A report names C, n, the settings, both propositions, and a population of 400 pairs. It says that a "
                "colleague “confirmed the result”. What do you still ask?"
            ),
            right=N_("Whether the colleague knew that result while looking"),
            wrong=(
                (
                    N_("Nothing: two examiners agree"),
                    N_("Two voices weigh more than one. Ask whether the second one was a voice or an echo."),
                ),
                (
                    N_("Whether the colleague has a higher rank than the examiner and signed first"),
                    N_("Rank gives weight in an office. Ask what it does to the freedom to disagree."),
                ),
                (
                    N_("Whether a third colleague would confirm it as well, and a fourth one"),
                    N_("More may seem safer. Ask what they should be told before they look."),
                ),
            ),
            sources=(18,),
        ),
    ),
    Pair(
        id="turned",
        objective="strength",
        level="judge",
        pretest=Question(
            stem=N_("A likelihood ratio is 1,000. Which sentence may stand in a file?"),
            right=N_("The findings are 1,000 times more likely if this pistol fired than if another one did."),
            wrong=(
                (
                    N_("It is 1,000 times more likely that this pistol fired than that another one did."),
                    N_("It sounds almost the same. Ask what is called likely here: what was seen, or what happened."),
                ),
                (
                    N_("The chance that another pistol fired is 1 in 1,000."),
                    N_("A small chance is easy to grasp. Ask whether anybody counted how many pistols could have."),
                ),
                (
                    N_("In 999 of 1,000 cases with such a ratio, the suspect's pistol fired, so it surely did here."),
                    N_("It looks like a rate. Ask in which cases it was ever counted."),
                ),
            ),
            sources=(12,),
        ),
        posttest=Question(
            stem=N_(
                "A lawyer says: “Among 20,000 pistols of this make in the country, 20 would give such findings. So "
                "the ratio of 1,000 is worthless.” What do you say?"
            ),
            right=N_("It narrows 20,000 down to about 20; the rest of the case has to say more."),
            wrong=(
                (
                    N_("The lawyer is right, for 20 is more than one, and only one pistol can have fired the case."),
                    N_("One pistol fired it, that is true. Ask what the number was before the comparison."),
                ),
                (
                    N_("The lawyer is wrong, for 1,000 proves the source."),
                    N_("It is a large number. Ask of what it is a ratio."),
                ),
                (
                    N_("Ratios have no place in a court."),
                    N_("They are hard to explain. Ask what stands in a report without them."),
                ),
            ),
            sources=(12,),
        ),
    ),
    Pair(
        id="subclass",
        objective="look",
        level="judge",
        pretest=Question(
            stem=N_(
                "Twelve cells of two cases are congruent. All twelve lie on one side, where straight lines run. The "
                "other side has 20 cells that could be compared, and none agrees. What comes to mind?"
            ),
            right=N_("A tool that cut the breech faces of two firearms can have left these lines."),
            wrong=(
                (
                    N_("One firearm fired both, for twelve is far more than six."),
                    N_("The count is high. Ask what the silent side would show if one firearm had fired both."),
                ),
                (
                    N_("Two firearms fired them, for twenty cells don't agree, and twenty is more than twelve."),
                    N_("More cells are silent than speak. Ask whether cells vote."),
                ),
                (
                    N_("The machine is broken."),
                    N_("A lopsided map looks odd. Ask what in the making of a firearm is lopsided too."),
                ),
            ),
            sources=(6,),
        ),
        posttest=Question(
            stem=N_(
                "Two pistols bear neighbouring numbers. Their test-fired cases agree in fine lines, more than cases "
                "of pistols from other years do. What does this show?"
            ),
            right=N_("That pistols made one after the other can share fine lines"),
            wrong=(
                (
                    N_("That one of the numbers must be false, since no two pistols can leave lines that agree"),
                    N_("Many believe that every firearm is different in all. Ask what the tool had in common."),
                ),
                (
                    N_("That the case at the scene is from one of these two pistols and from no third one"),
                    N_("Two candidates look like the end of a search. Ask how many numbers stand before and after."),
                ),
                (
                    N_("That comparisons of cases are useless"),
                    N_("One trap can shake all trust. Ask which marks the two don't share."),
                ),
            ),
            sources=(6, 7),
        ),
    ),
    Pair(
        id="threshold",
        objective="cells",
        level="apply",
        pretest=Question(
            stem=N_("A laboratory lowers its threshold from 8 congruent cells to 5. What happens?"),
            right=N_("Fewer pairs of one firearm are missed, and more of two are taken in."),
            wrong=(
                (
                    N_("Fewer pairs of one firearm are missed, and nothing else changes."),
                    N_("That is why one lowers it. Ask which other pairs have 5, 6 or 7 cells."),
                ),
                (
                    N_("Both errors become rarer, for the rule lets through more of all pairs that there are."),
                    N_("More sounds better. Ask which of the two errors consists in letting through."),
                ),
                (
                    N_("Both errors become more frequent."),
                    N_(
                        "A lower threshold sounds like lower quality. Ask what becomes of a pair of one firearm with 6."
                    ),
                ),
            ),
        ),
        posttest=Question(
            stem=N_(
                "In a table of known pairs, all pairs of two pistols have 4 cells or fewer. Of 90 pairs of one "
                "pistol, 9 have 4 cells or fewer too. What does the rule “5 cells or more” do to this table?"
            ),
            right=N_("It leaves out 9 of 90 pairs of one pistol and takes in no other."),
            wrong=(
                (
                    N_("It makes no error, for it takes in no pair of two pistols."),
                    N_("One error is gone. Ask what happens to the nine."),
                ),
                (
                    N_("It takes in 9 pairs of two pistols, and it leaves out no pair of one pistol at all."),
                    N_("Nine is the number that goes wrong. Ask which of the two kinds they are."),
                ),
                (
                    N_("It leaves out 81 pairs."),
                    N_("Ninety less nine is 81. Ask on which side of the threshold these lie."),
                ),
            ),
        ),
    ),
    Pair(
        id="statement",
        objective="statement",
        level="judge",
        pretest=Question(
            stem=N_("Which sentence on a comparison may a court rely on?"),
            right=N_("In the population that was used, no pair of two firearms had so many congruent cells."),
            wrong=(
                (
                    N_("The marks match to a reasonable degree of scientific certainty."),
                    N_("It has the sound of a court. Ask which measurement stands behind the word certainty."),
                ),
                (
                    N_("No other firearm in the world leaves such marks, so this one was used."),
                    N_("Often it will even be so. Ask who has looked at the others."),
                ),
                (
                    N_("The method has never failed in this laboratory, in which it has been used for twenty years."),
                    N_("It is said with pride. Ask how a failure would have been noticed."),
                ),
            ),
            sources=(15,),
        ),
        posttest=Question(
            stem=N_(
                "A statement holds the claim, the cells, the population and how the work was done. One part is still "
                "missing. Which one?"
            ),
            right=N_("What the comparison doesn't show, and what could change it"),
            wrong=(
                (
                    N_("How convinced the examiner is, in per cent"),
                    N_("Conviction can be felt. Ask which data a percentage of it would rest on."),
                ),
                (
                    N_("Who fired, since that is what the court has to decide in the end"),
                    N_("The court does have to decide it. Ask whether metal can tell."),
                ),
                (
                    N_("What the newspapers and the neighbours say of the person who owned the pistol"),
                    N_("It may be in the file. Ask what it does to whoever compares."),
                ),
            ),
        ),
    ),
    Pair(
        id="first",
        objective="order",
        level="apply",
        pretest=Question(
            stem=N_(
                "You are the first at a scene. A man bleeds, a pistol lies two metres from him, and people are running "
                "about. What do you do first?"
            ),
            right=N_("Help the man, and have somebody keep people away"),
            wrong=(
                (
                    N_("Photograph the pistol before anybody can move it, and only then turn to the man"),
                    N_("Traces do vanish quickly. Ask what vanishes more quickly."),
                ),
                (
                    N_("Unload the pistol"),
                    N_("It looks like the danger. Ask who may do this, and whether distance would do as well."),
                ),
                (
                    N_("Write a list of all who were there, with the times at which they came and left"),
                    N_("The list will be needed. Ask what can wait ten minutes and what can't."),
                ),
            ),
            sources=(2, 3),
        ),
        posttest=Question(
            stem=N_(
                "A revolver lay on a table that had to be moved so that a wounded woman could be carried out. How is "
                "this treated?"
            ),
            right=N_("It was right, and is written down with place, person and reason."),
            wrong=(
                (
                    N_("It was wrong, for nothing may be moved before the photographer has come, whatever happens."),
                    N_("The rule is a good one. Ask what stands above it."),
                ),
                (
                    N_("The table is put back before the photograph."),
                    N_("Then all looks as before. Ask what such a photograph tells."),
                ),
                (
                    N_("It was right, so nothing need be noted."),
                    N_("What is right needs no excuse. Ask what a reader of the sketch will believe."),
                ),
            ),
            sources=(2,),
        ),
    ),
    Pair(
        id="packet",
        objective="packets",
        level="apply",
        pretest=Question(
            stem=N_("Five cases of one calibre lie within a metre. How are they packed?"),
            right=N_("Each in a box of its own, with its own marker on the label"),
            wrong=(
                (
                    N_("Together in one bag, as they are from one place and of one calibre"),
                    N_("They look alike, and a bag is quick. Ask how one of them is told from the next in court."),
                ),
                (
                    N_("In one box with five compartments and one label"),
                    N_("They don't touch each other there. Ask what happens when two of them go to two laboratories."),
                ),
                (
                    N_("In the box of the firearm"),
                    N_("They seem to belong together. Ask who has found that out."),
                ),
            ),
            sources=(4,),
        ),
        posttest=Question(
            stem=N_("On a label, somebody wrote marker 6 in place of marker 9, and has just noticed. What happens?"),
            right=N_("It is kept, and 9 is added beside it with day, name and reason."),
            wrong=(
                (
                    N_("A new one is written, and the old one is thrown away so that nobody gets confused."),
                    N_("Clean papers look better. Ask what the thrown one could have told."),
                ),
                (
                    N_("The 6 is made into a 9."),
                    N_("One stroke is enough. Ask what somebody thinks who finds the stroke."),
                ),
                (
                    N_("The log of the scene is changed so that label and log agree with each other again."),
                    N_("Then nothing contradicts anything. Ask which of the two was right."),
                ),
            ),
        ),
    ),
    Pair(
        id="question",
        objective="question",
        level="apply",
        pretest=Question(
            stem=N_(
                "A pistol was seized from a man who says that he never touched it. You also want to know whether it "
                "fired a case from a scene. What comes first?"
            ),
            right=N_("The search for finger marks and DNA"),
            wrong=(
                (
                    N_("The test-firing, since the comparison takes longest and is the one that counts"),
                    N_("Slow work is begun early. Ask what the hands of whoever test-fires would do."),
                ),
                (
                    N_("A cleaning of the pistol"),
                    N_("Dirt hides marks. Ask what else is wiped away."),
                ),
                (
                    N_("A trace request to the State in which it was made"),
                    N_("It will be needed. Ask whether it hurries, and what gets lost meanwhile."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_("What does the letter to the laboratory hold?"),
            right=N_("The things, where each lay, and the question to be answered"),
            wrong=(
                (
                    N_("The whole file, so that the examiner can see how the case fits together before looking"),
                    N_("Whoever knows more understands more. Ask what knowing does to the eye."),
                ),
                (
                    N_("The things alone"),
                    N_("Nothing can mislead then. Ask what the examiner should find out."),
                ),
                (
                    N_("The things, and whom the police believe to have fired"),
                    N_("It saves time, one may think. Ask what the comparison needs it for."),
                ),
            ),
            sources=(19,),
        ),
    ),
    Pair(
        id="gap",
        objective="custody",
        level="judge",
        pretest=Question(
            stem=N_(
                "A storekeeper remembers today, in November, that she gave a packet to a courier on 3 May. No line was "
                "written then. What is written now?"
            ),
            right=N_("Under today, what she says of 3 May"),
            wrong=(
                (
                    N_("Under 3 May, the line that is missing, signed by her and by the courier"),
                    N_("It would look complete. Ask what a reader believes about the day on which it was written."),
                ),
                (
                    N_("Nothing: it is too late"),
                    N_("Memory fades. Ask whether a court would rather hear nothing."),
                ),
                (
                    N_("Under 3 May, in another colour, so that one sees that it was added"),
                    N_("It is half honest. Ask where somebody looks who wants to know what was known in May."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_("A log shows that none of its entries was changed later. What is shown by that?"),
            right=N_("What was written, and not whether it was true"),
            wrong=(
                (
                    N_("That each handover took place as it stands there, on that day and between these two people"),
                    N_("A log that can't be changed inspires trust. Ask what somebody could write on the first day."),
                ),
                (
                    N_("That no packet was opened"),
                    N_("Entries and packets are easily mixed up. Ask which of them the log guards."),
                ),
                (
                    N_("Nothing at all"),
                    N_("It is only a list. Ask what somebody would have to do who wanted to hide a line of last year."),
                ),
            ),
        ),
    ),
    Pair(
        id="none",
        objective="cells",
        level="apply",
        pretest=Question(
            stem=N_(
                "A rule took in none of 600 pairs of different firearms. How high can the true share of such errors "
                "still be, about?"
            ),
            right=N_("About 1 in 200"),
            wrong=(
                (N_("Nought"), N_("None was seen. Ask what 6,000 more pairs could bring.")),
                (
                    N_("About 1 in 600, because there were so many pairs"),
                    N_("It uses the number that is there. Ask how surprising none would be at that share."),
                ),
                (
                    N_("About 1 in 2, because nobody can know it for sure"),
                    N_("Nobody does know it for sure. Ask how likely none of 600 would be then."),
                ),
            ),
        ),
        posttest=Question(
            stem=N_("What does n stand for when a report says C of n?"),
            right=N_("For the cells that could be compared"),
            wrong=(
                (
                    N_("For the cells that a whole breech face has, measured or not measured"),
                    N_("It would be the same for all. Ask what happens where a part of the impression is missing."),
                ),
                (
                    N_("For the pairs of the population"),
                    N_("Reports have many numbers. Ask of what C is a part."),
                ),
                (
                    N_("For the threshold"),
                    N_("C is held against a threshold, too. Ask whether that differs from pair to pair."),
                ),
            ),
        ),
    ),
    Pair(
        id="hit",
        objective="strength",
        level="recall",
        pretest=Question(
            stem=N_("A ballistic database puts a case first of 30,000. What is this?"),
            right=N_("A lead, until somebody has confirmed it"),
            wrong=(
                (
                    N_("A result, for the database has held it against 30,000 others"),
                    N_("The number impresses. Ask what a list does when the right one isn't in it."),
                ),
                (
                    N_("A proof if the score is above six"),
                    N_("A rule gives certainty. Ask what the score of the second one is."),
                ),
                (
                    N_("Chance"),
                    N_("Machines do err. Ask whether one would look there next all the same."),
                ),
            ),
            sources=(13, 14),
        ),
        posttest=Question(
            stem=N_("What does a likelihood ratio always need, to mean anything?"),
            right=N_("Two propositions and a population that fits them"),
            wrong=(
                (
                    N_("A threshold from which on it counts, and that all laboratories share"),
                    N_("Rules need thresholds. Ask what a ratio of 3 says, and whether it says nothing."),
                ),
                (
                    N_("A value above 1,000"),
                    N_("Large ones are easier to use. Ask what a ratio below one tells."),
                ),
                (
                    N_("The opinion of the court on whether the suspect is guilty, as a number"),
                    N_("That is a number of another kind. Ask who forms it, and when."),
                ),
            ),
            sources=(10, 11),
        ),
    ),
)
