"""A marking campaign of three sites, on which the tests of its plan and of its register rest."""

from firearmskit import marking

SCHEME = marking.design("NGA", agencies={"P": "Police"}, arms_a_year=5000, first_year=2026)
CAMPAIGN = {"event": "possession-by-state", "agency": "P", "year": 2026}
PACE = {"teams": 2, "minutes_a_firearm": (4, 6, 10), "hours_a_day": 6}
SITES = {"North": 600, "South": 240, "East": 60}
PLAN = marking.plan_campaign(SCHEME, SITES, **CAMPAIGN, **PACE)
