"""What each builder of columns sees to, whoever calls it."""

from __future__ import annotations

import inspect

import pytest

from csps.contracts import columns as c
from csps.contracts.model import Code, CodeList, Identity, Purpose, Sensitivity, Type

LISTED = CodeList("letter", "invented", (Code("A", "a"),))
GIVEN = {"codes": LISTED, "listed": LISTED, "unit": "days"}
BUILDERS = [
    build
    for name, build in vars(c).items()
    if inspect.isfunction(build) and build.__module__ == c.__name__ and not name.startswith("_")
]
HELD = {
    c.forename: Identity.FORENAME,
    c.surname: Identity.SURNAME,
    c.full_name: Identity.FULL_NAME,
    c.birth_date: Identity.BIRTH_DATE,
    c.address_line: Identity.ADDRESS,
    c.postcode: Identity.POSTCODE,
    c.uprn: Identity.UPRN,
    c.upn: Identity.UPN,
    c.nhs_number: Identity.NHS_NUMBER,
    c.ni_number: Identity.NI_NUMBER,
    c.other_number: Identity.OTHER_NUMBER,
    c.contact: Identity.CONTACT,
}
every_builder = pytest.mark.parametrize("build", BUILDERS, ids=lambda build: build.__name__)


def built(build, **more):
    """Call a builder with a name, a meaning and whatever else it must have."""
    must = [name for name, one in inspect.signature(build).parameters.items() if one.default is one.empty]
    given = {name: GIVEN[name] for name in must if name in GIVEN}
    return build("b", "Something.", **given, **more)


@every_builder
def test_whatever_is_built_can_be_declared(small_table, build):
    column = built(build)
    assert small_table(column)["b"] == column
    assert (column.type is Type.REAL) is (build is c.real)


@every_builder
def test_a_builder_of_identities_holds_its_own_kind_and_no_other_builder_any(build):
    assert built(build).identity == HELD.get(build)


def test_every_identity_has_its_builder_but_free_text_which_no_feed_may_hold():
    assert set(HELD.values()) == set(Identity) - {Identity.FREE_TEXT}


@pytest.mark.parametrize("build", HELD, ids=lambda build: build.__name__)
def test_an_identity_serves_to_link_and_numbers_serve_nothing_else(build):
    purposes = built(build).purposes
    assert purposes <= {Purpose.LINKAGE, Purpose.CASEWORK}
    assert Purpose.LINKAGE in purposes
    number = HELD[build] in {Identity.UPRN, Identity.UPN, Identity.NHS_NUMBER, Identity.NI_NUMBER,
                             Identity.OTHER_NUMBER, Identity.CONTACT}  # fmt: skip
    assert (purposes == {Purpose.LINKAGE}) is number


@pytest.mark.parametrize(
    ("links", "allowed"), [(False, {Purpose.EVALUATION}), (True, {Purpose.EVALUATION, Purpose.LINKAGE})]
)
def test_a_protected_characteristic_is_kept_from_features_and_from_practitioners(links, allowed):
    column = c.protected("sex", "Sex.", LISTED, links=links)
    assert column.sensitivity is Sensitivity.PROTECTED
    assert column.purposes == allowed


def test_a_person_reference_is_required_unless_said_otherwise_and_never_scored():
    assert c.person_reference("p", "Who.").required
    assert not c.person_reference("p", "Who.", required=False).required
    assert Purpose.SCORING not in c.person_reference("p", "Who.").purposes


def test_a_worker_is_shown_and_used_for_nothing_else():
    assert c.worker("w", "Team.").purposes == {Purpose.CASEWORK}


def test_a_count_is_not_below_zero_and_money_may_be():
    assert built(c.count).minimum == 0
    assert built(c.count, minimum=-5, maximum=3).maximum == 3
    assert c.pence("p", "Money.").minimum is None
    assert c.pence("p", "Money.").unit == "pence"


def test_an_ordinary_fact_has_the_purposes_of_its_table(small_table):
    for build in (c.day, c.flag, c.code, c.codes, c.text, c.reference, c.count, c.pence):
        column = built(build)
        assert column.purposes is None
        assert small_table(column).purposes_of("b") == {Purpose.CASEWORK}


def test_a_call_may_be_stricter_than_its_builder():
    column = c.day("d", "A day.", required=True, sensitivity=Sensitivity.SPECIAL, purposes=frozenset())
    assert (column.required, column.sensitivity, column.purposes) == (True, Sensitivity.SPECIAL, frozenset())


@every_builder
def test_every_builder_says_how_careful_to_be(build):
    told = {c.pseudonym: Sensitivity.ORDINARY, c.as_of: Sensitivity.ORDINARY, c.protected: Sensitivity.PROTECTED}
    assert built(build).sensitivity is told.get(build, Sensitivity.PERSONAL)


@pytest.mark.parametrize("build", [c.text, c.day, c.flag, c.code, c.codes, c.count, c.pence, c.real, c.reference])
def test_a_fact_may_be_said_to_be_more_than_personal(build):
    assert built(build, sensitivity=Sensitivity.SPECIAL).sensitivity is Sensitivity.SPECIAL
