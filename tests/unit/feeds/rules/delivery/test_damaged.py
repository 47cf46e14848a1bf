"""A file that breaks off."""

from tests.factories.real_formats import cin_census

from csps.feeds.rules.delivery.damaged import RULE
from csps.settings.feed_words import Format


def test_a_census_that_breaks_off_is_refused_with_its_line(office, kit):
    office.change("ssd_mother", format=Format.CIN_CENSUS, encoding=None, delimiter=None)
    office.drop("ssd_mother", kit.SUNDAY, cin_census(2024, 1)[:-40])
    office.run()
    ((line, _, rule, effect),) = office.findings()
    assert (rule, effect) == (RULE.name, "file")
    assert line > 1
