"""Pupil numbers whose form or check letter is wrong."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csps.domain.identifiers import is_valid_upn, upn_check_letter
from csps.feeds.rules.value.upn_check import RULE

CASES = [
    ({"upn": "B801200005001"}, []),
    ({"upn": " b801200005001 "}, []),
    ({"upn": "H801200001001"}, []),
    ({"upn": "M99920002400A"}, []),
    ({"upn": "Q207000016049"}, ["upn"]),
    ({"upn": "B80120000500"}, ["upn"]),
    ({"upn": "L99920002400I"}, ["upn"]),
    ({"upn": "unknown"}, ["upn"]),
    ({"upn": None}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)


@given(st.lists(st.from_regex(r"\A[A-Za-z ][0-9]{10,12}[0-9A-Z]?\Z"), min_size=1, max_size=60))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_agrees_with_the_domain(value_breaks, numbers):
    broken = value_breaks(RULE, [{"upn": number} for number in numbers])
    assert [not columns for columns in broken] == [is_valid_upn(number) for number in numbers]


@given(st.lists(st.from_regex(r"\A[0-9]{11}[0-9A-HJ-NP-RT-Z]\Z"), min_size=1, max_size=60))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_passes_every_number_that_could_be_issued(value_breaks, bodies):
    assert not any(value_breaks(RULE, [{"upn": upn_check_letter(body) + body} for body in bodies]))
