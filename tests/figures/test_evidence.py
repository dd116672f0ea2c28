"""Pictures of evidence: what is drawn is what was counted, and can be read on a phone in either language."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

from firearmskit import figures, language
from firearmskit.ballistics.strength import METHODS, Population, cross_validate, pav, tippett
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.figures.charts import BLUE, GREY
from firearmskit.figures.drawing import svg
from tests.ballistics.strength.making import SAID, made_up

DRAWN = {
    "scores": lambda **how: figures.plot_scores(made_up(2), score=9, at_least=6, **how),
    "fraction": lambda **how: figures.plot_scores(made_up(2), of="fraction", score=0.31, **how),
    "far away": lambda **how: figures.plot_scores(made_up(2), score=90, at_least=0, **how),
    "tippett": lambda **how: figures.plot_tippett(cross_validate(made_up(2)), **how),
    "steps": lambda **how: figures.plot_tippett(cross_validate(made_up(2), method="isotonic"), **how),
    "pav": lambda **how: figures.plot_pav(cross_validate(made_up(2)), **how),
}


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("width_px", [360, 1000])
def test_pictures_can_be_read_on_a_phone(name, code, width_px, is_legible):
    """The words stand on the page, apart from each other, and are large enough, in English and French."""
    with language.speaking(code):
        assert is_legible(DRAWN[name](width_px=width_px))


def test_a_long_name_is_broken_into_lines(is_legible):
    """A population may have a name of some lines."""
    is_legible(figures.plot_scores(made_up(2, name="Service pistols of a made-up State, " * 5), score=3, width_px=360))


def heights(drawing, colour: str) -> list[float]:
    """Give the heights of the bars of one colour, from the left."""
    wanted = tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    bars = [each for each in drawing.figure.findobj(Rectangle) if each.get_facecolor()[:3] == pytest.approx(wanted)]
    return [bar.get_height() for bar in sorted(bars, key=lambda bar: bar.get_x())]


def test_bars_are_as_high_as_the_counts():
    """Each bar is in proportion to the comparisons of its source with its score."""
    population = Population(
        name="By hand", **SAID, first=["A", "B", "C", "D", "A", "B", "C"], second=["A", "B", "C", "D", "B", "C", "D"],
        scores={"cmc": [3, 3, 3, 7, 0, 0, 1]},
    )  # fmt: skip
    drawing = figures.plot_scores(population)
    same, different = heights(drawing, BLUE), heights(drawing, GREY)
    assert [each / max(same) for each in same] == pytest.approx([1, 1 / 3])
    assert [each / max(different) for each in different] == pytest.approx([1, 1 / 2])
    assert drawing.description == (
        'Congruent cells in the population "By hand". Same source, 4 comparisons: 3: 3; 7: 1. '
        "Different sources, 3 comparisons: 0: 2; 1: 1."
    )


@pytest.mark.parametrize("of", ["cmc", "fraction"])
def test_no_comparison_is_lost_in_words_or_bars(of):
    """The counts of the words add up to the comparisons."""
    population = made_up(2)
    told = figures.describe_scores(population, of=of)
    for words, count in (("Same source, 40", 40), ("Different sources, 160", 160)):
        listed = told.partition(f"{words} comparisons: ")[2].partition(". ")[0].rstrip(".")
        if of == "cmc":
            assert sum(int(each.rpartition(": ")[2]) for each in listed.split("; ")) == count


def test_the_score_of_the_case_is_told_with_both_sources():
    """How many comparisons of either source have it or a higher one."""
    population = made_up(2)
    far = population.scores_of("cmc") >= 9
    told = figures.describe_scores(population, score=9)
    assert (
        f"The score of this comparison is 9: {(far & population.same).sum()} of the same source and "
        f"{(far & ~population.same).sum()} of different sources have it or a higher one." in told
    )


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_tippett_plot_tells_its_shares(method):
    """The words are those of the counts, and so is the line."""
    validation = cross_validate(made_up(2), method=method)
    found = tippett(validation.log10_lr, validation.same)
    told = figures.describe_tippett(validation)
    assert f"Below 1 although the source is the same: {100 * found.misleading_same:.1f} %." in told
    above = 100 * sum(validation.log10_lr[validation.same] >= 0) / 40
    assert f"at least 1: {above:.0f} % and" in told
    assert figures.plot_tippett(validation).description == told


def test_a_pav_plot_tells_each_block():
    """As many blocks as the truth leaves, all comparisons in them, and the cost."""
    validation = cross_validate(made_up(2))
    held = [validation.bounds.hold(each) for each in validation.log10_lr]
    told = figures.describe_pav(validation)
    listed = told.partition("makes of them: ")[2].partition(". Cllr")[0].split("; ")
    assert len(listed) == len({round(float(each), 9) for each in pav(held, validation.same)})
    assert sum(int(each.partition(": ")[2].split()[0]) for each in listed) == 40
    assert f"Cllr is {validation.cllr:.2f}" in told


def test_the_same_picture_gives_the_same_bytes():
    """Drawn twice it is the same file, and another score another one."""
    assert svg(DRAWN["scores"]().figure) == svg(DRAWN["scores"]().figure)
    assert svg(DRAWN["scores"]().figure) != svg(figures.plot_scores(made_up(2), score=10, at_least=6).figure)


def test_what_cant_be_drawn_is_refused():
    """The message quotes what is wrong."""
    with pytest.raises(UnknownCodeError, match='"ccf"'):
        figures.plot_scores(made_up(2), of="ccf")
    with pytest.raises(InputError, match="population must be of the type Population"):
        figures.plot_scores("Glock")
    with pytest.raises(InputError, match="validation must be of the type Validation"):
        figures.plot_tippett(made_up(2))
    with pytest.raises(InputError, match="validation must be of the type Validation"):
        figures.plot_pav(None)
    with pytest.raises(InputError, match='score must be a number, not "nan"'):
        figures.plot_scores(made_up(2), score=float("nan"))
    with pytest.raises(InputError, match='at_least must be a number, not "six"'):
        figures.plot_scores(made_up(2), at_least="six")
    with pytest.raises(InputError, match="width_px"):
        figures.plot_pav(cross_validate(made_up(2)), width_px=100)
