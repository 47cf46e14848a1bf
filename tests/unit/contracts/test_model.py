"""The words a table is declared in, and what they refuse."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csps.contracts.model import Code, CodeList, Column, Identity, Purpose, Retention, Sensitivity, Type
from csps.domain.errors import ContractError


def plain(name="b", **more):
    return Column(
        **{"sensitivity": Sensitivity.PERSONAL, "name": name, "type": Type.TEXT, "meaning": "Something."} | more
    )


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (
            Column(sensitivity=Sensitivity.PERSONAL, name="b", type="decimal", meaning="Bad."),
            "column b unknown type 'decimal'",
        ),
        (
            Column(sensitivity=Sensitivity.PERSONAL, name="a", type=Type.TEXT, meaning="Again."),
            "column a is declared twice",
        ),
        (Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.TEXT, meaning=" "), "column b has no meaning"),
        (
            Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.CODE, meaning="No list."),
            "column b a code column needs a code list",
        ),
        (
            Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.INTEGER, meaning="How many?"),
            "column b an integer needs a unit",
        ),
        (
            Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.DATE, meaning="A day.", minimum=1),
            "only an integer has a minimum",
        ),
        (
            Column(
                sensitivity=Sensitivity.PERSONAL,
                name="b",
                type=Type.INTEGER,
                meaning="M.",
                unit="x",
                minimum=2,
                maximum=1,
            ),
            "2 is above maximum 1",
        ),
    ],
)
def test_a_wrong_column_is_refused_by_name(small_table, column, said):
    with pytest.raises(ContractError) as refusal:
        small_table(column)
    assert "feeds.small" in str(refusal.value)
    assert said in str(refusal.value)


@pytest.mark.parametrize("sensitivity", [None, "", "personal", "secret"])
def test_a_column_says_how_careful_to_be_in_words_that_are_known(small_table, sensitivity):
    with pytest.raises(ContractError, match="column b unknown sensitivity"):
        small_table(plain(sensitivity=sensitivity))


def test_a_column_that_does_not_say_how_careful_to_be_cannot_be_written_down():
    with pytest.raises(TypeError, match="sensitivity"):
        Column(name="b", type=Type.TEXT, meaning="Something.")


@pytest.mark.parametrize("nothing", [frozenset(), set(), (), "", False])
def test_a_column_that_serves_no_purpose_is_refused_and_so_is_a_table(small_table, nothing):
    with pytest.raises(ContractError, match="column b serves no purpose"):
        small_table(plain(purposes=nothing))
    with pytest.raises(ContractError, match=r"feeds\.small is declared wrongly: serves no purpose"):
        small_table(purposes=nothing)


def test_a_table_without_any_purposes_is_refused(small_table):
    with pytest.raises(ContractError, match="serves no purpose"):
        small_table(purposes=None)


def test_a_purpose_that_is_none_of_ours_is_refused(small_table):
    for column, changes in (
        (plain(purposes=frozenset({"marketing"})), {}),
        (plain(), {"purposes": frozenset({"marketing"})}),
    ):
        with pytest.raises(ContractError, match="unknown purpose 'marketing'; known: linkage"):
            small_table(column, **changes)


@pytest.mark.parametrize("years", [None, 0, -1, "long", 2.5, True])
def test_a_retention_is_a_whole_number_of_years(small_table, years):
    kept = Retention(years, "the visit", "a schedule")
    with pytest.raises(ContractError, match=f"column b is kept for {years!r} years"):
        small_table(plain(retention=kept))
    with pytest.raises(ContractError, match=f"declared wrongly: is kept for {years!r} years"):
        small_table(retention=kept)


@pytest.mark.parametrize(
    ("after", "source", "wanting"), [("", "a law", "after"), ("it", " ", "source"), (None, "a law", "after")]
)
def test_a_retention_says_when_it_begins_and_where_it_comes_from(small_table, after, source, wanting):
    with pytest.raises(ContractError, match=f"has a retention without its {wanting}"):
        small_table(retention=Retention(1, after, source))


@pytest.mark.parametrize("retention", [None, 6, "six years"])
def test_a_table_without_a_retention_is_refused(small_table, retention):
    with pytest.raises(ContractError, match="has no retention"):
        small_table(retention=retention)


@pytest.mark.parametrize("said", ["agency", "meaning", "row"])
@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_a_table_says_whose_it_is_what_it_means_and_what_a_row_is(small_table, said, nothing):
    with pytest.raises(ContractError, match=f"says no {said}"):
        small_table(**{said: nothing})


@pytest.mark.parametrize("careful", [Sensitivity.SPECIAL, Sensitivity.CRIMINAL])
@pytest.mark.parametrize("role", ["happened_on", "ended_on"])
def test_a_day_is_handled_with_the_care_of_what_every_row_says(small_table, careful, role):
    kind, day = plain("kind", sensitivity=careful, required=True), plain("day", type=Type.DATE)
    with pytest.raises(ContractError, match=f"column day tells of kind and must be as sensitive: {careful.value}"):
        small_table(kind, day, **{role: "day"})
    assert small_table(kind, dataclasses.replace(day, sensitivity=careful), **{role: "day"})
    assert small_table(dataclasses.replace(kind, required=False), day, **{role: "day"}), "not every row says it"


def test_the_day_for_which_a_row_was_computed_tells_of_nobody(small_table):
    kind = plain("kind", sensitivity=Sensitivity.SPECIAL, required=True)
    assert small_table(kind, plain("day", type=Type.DATE, sensitivity=Sensitivity.ORDINARY), happened_on="day")


def test_a_key_must_exist_and_be_required(small_table):
    optional = Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.TEXT, meaning="Optional.")
    with pytest.raises(ContractError, match=r"feeds\.small.*key column b must be required"):
        small_table(optional, key=("a", "b"))
    with pytest.raises(ContractError, match="the key names c, which is not a column"):
        small_table(key=("c",))
    with pytest.raises(ContractError, match="has no key"):
        small_table(key=())


@pytest.mark.parametrize("role", ["person", "happened_on", "ended_on"])
def test_a_role_must_name_a_column(small_table, role):
    with pytest.raises(ContractError, match=f"{role} names z, which is not a column"):
        small_table(**{role: "z"})


def test_a_code_is_valid_on_its_first_and_last_day():
    only = CodeList("x", "y", (Code("A", "a", date(2024, 1, 1), date(2024, 1, 31)),))
    assert only.valid_on(date(2023, 12, 31)) == ()
    assert only.valid_on(date(2024, 1, 1)) == only.valid_on(date(2024, 1, 31)) == ("A",)
    assert only.valid_on(date(2024, 2, 1)) == ()


def test_a_code_without_dates_is_always_valid_and_one_with_one_date_open_on_the_other_side():
    code = CodeList(
        "x", "y", (Code("A", "a"), Code("B", "b", date(2024, 1, 1)), Code("C", "c", None, date(2024, 1, 1)))
    )
    assert code.values == ("A", "B", "C")
    assert code.valid_on(date.min) == ("A", "C")
    assert code.valid_on(date(2024, 1, 1)) == ("A", "B", "C")
    assert code.valid_on(date.max) == ("A", "B")


@given(st.dates(), st.dates(), st.dates())
def test_a_code_is_valid_between_its_dates_both_included(one, two, day):
    assert Code("A", "a", min(one, two), max(one, two)).valid_on(day) == (min(one, two) <= day <= max(one, two))


@pytest.mark.parametrize(
    "column",
    [
        Column(
            sensitivity=Sensitivity.PERSONAL,
            name="b",
            type=Type.INTEGER,
            meaning="M.",
            unit="days",
            minimum=0,
            maximum=0,
        ),
        Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.INTEGER, meaning="M.", references="feeds.small.a"),
        Column(
            sensitivity=Sensitivity.PERSONAL,
            name="b",
            type=Type.CODES,
            meaning="M.",
            codes=CodeList("x", "y", (Code("A", "a"),)),
        ),
        Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.REAL, meaning="M."),
    ],
    ids=["one legal value", "a number that refers", "codes", "real"],
)
def test_a_column_at_the_edge_of_the_rules_is_declared_rightly(small_table, column):
    assert small_table(column)["b"] is column


@pytest.mark.parametrize("kind", [Type.TEXT, Type.DATE, Type.FLAG, Type.INTEGER])
def test_only_a_code_has_a_code_list(small_table, kind):
    unit = "days" if kind is Type.INTEGER else ""
    listed = Column(
        sensitivity=Sensitivity.PERSONAL,
        name="b",
        type=kind,
        meaning="M.",
        unit=unit,
        codes=CodeList("x", "y", (Code("A", "a"),)),
    )
    with pytest.raises(ContractError, match="only a code column has one"):
        small_table(listed)


@pytest.mark.parametrize("name", ["small", "feeds.small.more", ""])
def test_a_table_is_named_by_stage_and_table(small_table, name):
    with pytest.raises(ContractError, match=r"a table is named stage\.table"):
        dataclasses.replace(small_table(), name=name)


def test_every_fault_of_a_table_is_said_at_once(small_table):
    with pytest.raises(ContractError) as refusal:
        small_table(
            plain("c"),
            plain("c"),
            Column(sensitivity=Sensitivity.PERSONAL, name="d", type=Type.INTEGER, meaning=""),
            key=("z",),
            person="y",
        )
    for said in (
        "column c is declared twice",
        "column d has no meaning",
        "an integer needs a unit",
        "names z",
        "names y",
    ):
        assert said in str(refusal.value)


def test_a_column_that_is_not_there_is_answered_with_those_that_are(small_table):
    table = small_table(plain())
    assert "b" in table
    assert "c" not in table
    with pytest.raises(ContractError, match=r"feeds\.small has no column 'c'; it has a, b"):
        table["c"]


def test_a_columns_own_purposes_and_retention_come_before_the_tables(small_table):
    short = Retention(1, "the visit", "a schedule")
    table = small_table(plain(), plain("c", purposes=frozenset({Purpose.LINKAGE}), retention=short))
    assert table.purposes_of("b") == table.purposes == {Purpose.CASEWORK}
    assert table.purposes_of("c") == {Purpose.LINKAGE}
    assert (table.retention_of("b"), table.retention_of("c")) == (table.retention, short)


def test_what_goes_to_the_vault_is_what_identifies(small_table):
    named = plain("forename", identity=Identity.FORENAME)
    assert small_table(plain(), named).identities == (named,)
    assert small_table(plain()).identities == ()
    assert small_table().stage == "feeds"


def test_another_shape_is_checked_like_the_first(small_table):
    table = small_table(plain())
    other = table.with_columns((table["a"],), source="elsewhere")
    assert (other.column_names, other.name, other.source) == (("a",), table.name, "elsewhere")
    assert "b" in table
    with pytest.raises(ContractError, match="the key names a"):
        table.with_columns((plain("x"),))


def test_a_declaration_cannot_be_changed(small_table):
    for declared, name in ((small_table(), "name"), (plain(), "meaning"), (Code("A", "a"), "value")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(declared, name, "other")
