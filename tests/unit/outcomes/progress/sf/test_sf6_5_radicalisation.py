"""SF6.5: the programme judged that the risk of radicalisation is reduced."""

from csps.outcomes.progress.sf.sf6_5_radicalisation import RULE

NEEDS = "feeds.programme_need"


def test_the_programmes_own_word_is_taken(told):
    for status, word in (("MET", "proven"), ("UNMET", "disproven"), ("OPEN", "running"), ("IMPROVED", "running")):
        rows = {NEEDS: [told.row("", told.weeks(0), told.weeks(40), need="SF6.5", status=status)]}
        assert told.verdict(RULE, told.weeks(60), rows) == word


def test_without_a_word_nothing_is_known(told):
    rows = {NEEDS: [told.row("", told.weeks(0), told.weeks(40), need="SF6.2", status="MET")]}
    assert told.verdict(RULE, told.weeks(60), rows) == "not known"
    open_still = {NEEDS: [told.row("", told.weeks(0), need="SF6.5", status="OPEN")]}
    assert told.verdict(RULE, told.weeks(60), open_still, closed_on=told.weeks(20)) == "not known"
