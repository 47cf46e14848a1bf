"""NHS numbers whose length or check digit is wrong."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from csps.domain.identifiers import is_valid_nhs_number
from csps.feeds.rules.value.nhs_check import RULE

CASES = [
    ({"nhs_number": "9434765919"}, []),
    ({"nhs_number": "943 476 5919"}, []),
    ({"nhs_number": "9434765918"}, ["nhs_number"]),
    ({"nhs_number": "943476591"}, ["nhs_number"]),
    ({"nhs_number": "94347659190"}, ["nhs_number"]),
    ({"nhs_number": "none"}, ["nhs_number"]),
    ({"nhs_number": None}, []),
]


def test_what_breaks_the_rule(value_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert value_breaks(RULE, rows) == list(columns)


@given(st.lists(st.from_regex(r"\A[0-9 ]{9,11}\Z"), min_size=1, max_size=60))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_agrees_with_the_domain(value_breaks, numbers):
    broken = value_breaks(RULE, [{"nhs_number": number} for number in numbers])
    assert [not columns for columns in broken] == [is_valid_nhs_number(number) for number in numbers]
