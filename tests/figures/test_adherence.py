"""Parties by year and by region: what is drawn is what was counted, and can be read on a phone in either language."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from firearmskit import language, law
from firearmskit.errors import InputError, UnknownCodeError
from firearmskit.figures import (
    describe_parties_by_region,
    describe_parties_by_year,
    plot_parties_by_region,
    plot_parties_by_year,
)
from firearmskit.figures.adherence_charts import BLUE
from firearmskit.figures.drawing import svg

CHARTS = {
    "year": plot_parties_by_year,
    "m49": lambda **how: plot_parties_by_region("m49", **how),
    "un": lambda **how: plot_parties_by_region("un", **how),
}


def bars(drawing, *, hatched=False):
    """Give the widths of the dark bars of a chart, or of the hatched ones, legend left out."""
    drawn = [patch for patch in drawing.figure.findobj(Rectangle) if bool(patch.get_hatch()) == hatched]
    blue = tuple(int(BLUE[at : at + 2], 16) / 255 for at in (1, 3, 5))
    dark = [patch for patch in drawn if hatched or patch.get_facecolor()[:3] == pytest.approx(blue)]
    return [patch.get_width() for patch in dark if patch.get_height() == 30]


@pytest.mark.parametrize("code", ["en", "fr"])
@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("width_px", [360, 640])
def test_charts_can_be_read_on_a_phone(name, code, width_px, is_legible):
    """The words stand on the page, apart from each other, and are large enough, in English and French."""
    with language.speaking(code):
        words = is_legible(CHARTS[name](width_px=width_px))
    assert any("116" in each or "114" in each for each in words)


def test_bars_by_year_are_as_long_as_the_numbers():
    """The dark bars are in proportion to the new parties of each year; one of 2017 is hatched instead."""
    drawing = plot_parties_by_year(on="2018-01-01")
    years = [each.new - each.uncertain for each in law.parties_by_year(on="2018-01-01") if each.new > each.uncertain]
    widths = bars(drawing)
    assert [width / widths[0] for width in widths] == pytest.approx([new / years[0] for new in years])
    assert bars(drawing, hatched=True) == pytest.approx([widths[0] / years[0]])


@pytest.mark.parametrize("scheme", law.REGION_SCHEMES)
def test_bars_by_region_are_as_long_as_the_rates(scheme):
    """Each dark bar is that share of the frame that is the share of the members; the last one is of all members."""
    found = law.parties_by_region(scheme=scheme, on="2018-01-01")
    widths = bars(plot_parties_by_region(scheme, on="2018-01-01"))
    rates = [*(each.rate for each in found.regions), found.rate]
    assert [width / (1000 - 48) for width in widths] == pytest.approx(rates)


def test_words_hold_every_number():
    """The description tells each year and each region with its share, who isn't certain, and who is left out."""
    told = describe_parties_by_year()
    assert "2004: 20 new, 32 in all; 2005: 15 new, 47 in all" in told
    assert "2017: 2 new, 1 of them not certain, 116 in all" in told
    assert "Not certain: State of Palestine." in told
    assert "the day is general knowledge: Sierra Leone." in told
    regions = describe_parties_by_region("m49")
    assert "Africa: 36 of 54, 67 %; Americas: 28 of 35, 80 %; Asia: 16 of 47, 34 %" in regions
    assert "all members: 114 of 193, 59 %" in regions
    assert "European Union, State of Palestine (not certain)" in regions
    assert "Member in no group: United States of America." in describe_parties_by_region("un")
    assert plot_parties_by_region("un").description == describe_parties_by_region("un")
    assert plot_parties_by_year().description == told


def test_the_way_of_counting_reaches_the_chart():
    """By entry into force nobody was a party before July 2005, and nothing is uncertain on 1 January 2018."""
    told = describe_parties_by_year(by="entry-into-force")
    assert "2004: 0 new, 0 in all; 2005:" in told
    assert "not certain" not in told
    drawing = plot_parties_by_year(by="entry-into-force")
    assert drawing.description == told
    words = [text.get_text() for text in drawing.figure.findobj(Text)]
    assert words[words.index("2005") :][:3] == ["2005", "+45", "45"]


def test_members_of_earlier_days_are_said_to_be_later_ones():
    """Before July 2011 the rates count members that joined later, and the words say so."""
    assert "since 2011-07." in describe_parties_by_region("un", on="2005-07-06")
    assert "since 2011-07" not in describe_parties_by_region("un")


def test_the_same_chart_gives_the_same_bytes():
    """A chart drawn twice is the same file."""
    assert svg(plot_parties_by_year().figure) == svg(plot_parties_by_year().figure)


def test_wrong_words_are_named():
    """A scheme, a treaty without deposits, or a width that can't be drawn is named."""
    with pytest.raises(UnknownCodeError, match='"continents"'):
        plot_parties_by_region("continents")
    with pytest.raises(InputError, match='"ecowas"'):
        plot_parties_by_year("ecowas")
    with pytest.raises(InputError, match="width_px"):
        plot_parties_by_year(width_px=10)
