"""The door: what goes to the vault, what goes to the lake, and under which pseudonyms."""

from datetime import date

import pyarrow as pa
import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.lake import lake_table, register_of
from csps.contracts.model import Type
from csps.feeds.bench import Bench
from csps.feeds.splitting import MADE_KEY, UNNAMED, Split, row_key
from csps.keys import PseudonymKind, compound, pseudonyms_of
from csps.store.shapes import ARROW_TYPES
from csps.vault import IDENTITY_COLUMNS

CANARY = "Zzyzx"
DAY = date(2026, 11, 8)


class Namer:
    """What of a vault the door needs: its pseudonyms."""

    def __init__(self, keys):
        self.key = keys.pseudonyms

    def pseudonyms(self, kind, feed, values):
        return pseudonyms_of(self.key, kind, feed, values)


@pytest.fixture(scope="module")
def namer(kit):
    return Namer(kit.KEYS)


@pytest.fixture
def split(namer):
    """Divide rows of a table; what is not given is missing."""
    with Bench() as bench:

        def divide(name, *rows, made=frozenset()):
            table = delivered_tables()[name]
            kinds = {column.name: ARROW_TYPES[column.type] for column in table.columns}
            kinds |= {"_delivery": pa.string(), "_line": pa.int32(), "_known_on": pa.date32()}
            plain = dict.fromkeys(kinds) | {"_delivery": "d.csv", "_known_on": DAY}
            full = [plain | {"_line": place} | row for place, row in enumerate(rows, start=2)]
            laid = bench.lay("accepted", pa.Table.from_pylist(full, schema=pa.schema(list(kinds.items()))))
            done = Split(table, laid, bench, namer, made)
            return done.identities().to_pylist(), done.lake_rows().read_all().to_pylist()

        yield divide


def record(namer, register, reference):
    return pseudonyms_of(namer.key, PseudonymKind.RECORD, register, [reference])[0]


def test_a_person_is_divided(split, namer):
    row = {
        "pers_person_id": "P1",
        "pers_forename": "Amina",
        "pers_dob": date(2010, 5, 9),
        "pers_upn": "A1",
        "pers_sex": "F",
        "pers_is_mother": False,
    }
    (identity,), (outside,) = split("feeds.ssd_person", row)
    assert {name: value for name, value in identity.items() if value is not None} == {
        "table_name": "feeds.ssd_person",
        "record_id": record(namer, "feeds.ssd_person", "P1"),
        "row_key": "P1",
        "delivery": "d.csv",
        "line": 2,
        "known_on": DAY,
        "forename": "Amina",
        "born_on": date(2010, 5, 9),
        "upn": "A1",
        "sex": "F",
    }
    assert outside["record_id"] == identity["record_id"]
    assert (outside["month_of_birth"], outside["pers_is_mother"], outside["delivery"]) == ("2010-05", False, "d.csv")
    assert "P1" not in outside.values()


def test_a_key_that_csps_made_of_a_number_is_a_pseudonym_wherever_it_stands(split, namer):
    plan = {"cppl_cp_plan_id": "P1|2026-01-05", "cppl_person_id": "P1", "cppl_cp_plan_start_date": DAY}
    review = {
        "cppr_cp_review_id": "P1|2026-01-05|2026-04-06",
        "cppr_cp_plan_id": "P1|2026-01-05",
        "cppr_person_id": "P1",
    }
    made = frozenset({"cppl_cp_plan_id", "cppr_cp_review_id", "cppr_cp_plan_id"})
    _, (of_plan,) = split("feeds.ssd_cp_plans", plan, made=made)
    _, (of_review,) = split("feeds.ssd_cp_reviews", review, made=made)
    assert of_plan["cppl_cp_plan_id"] == of_review["cppr_cp_plan_id"] == record(namer, MADE_KEY, "P1|2026-01-05")
    assert not any("P1" in str(value) for value in (*of_plan.values(), *of_review.values()))


def test_an_event_shares_the_pseudonym_of_its_person(split, namer):
    _, (outside,) = split(
        "feeds.ssd_mother", {"moth_table_id": "M", "moth_person_id": "P1", "moth_childs_person_id": "P2"}
    )
    assert outside["record_id"] == record(namer, "feeds.ssd_person", "P1")
    assert outside["moth_childs_person_record_id"] == record(namer, "feeds.ssd_person", "P2")


def test_a_row_without_a_person_is_named_by_its_key(split, namer):
    (identity,), (outside,) = split(
        "feeds.council_tax_property", {"property_ref": "H1", "addr1": "1", "addr2": "Elm Grove"}
    )
    assert outside["record_id"] == identity["record_id"] == record(namer, "feeds.council_tax_property", "H1")
    assert identity["address_line"] == "1, Elm Grove"


def test_a_row_whose_person_is_not_known_is_named_by_its_key_apart_from_persons(split, namer):
    rows = [{"asb_id": "7", "nominal_id": None}, {"asb_id": "8", "nominal_id": "7"}]
    _, outside = split("feeds.police_asb", *rows)
    expected = {record(namer, "feeds.police_asb" + UNNAMED, "7"), record(namer, "feeds.police_asb", "7")}
    assert {row["record_id"] for row in outside} == expected
    assert len(expected) == 2


def test_the_parts_of_an_address_stand_in_order_and_missing_ones_are_left_out(split):
    row = {
        "addr_address_flat": "2B",
        "addr_address_street": "Elm Grove",
        "addr_address_house": "9",
        "addr_person_id": "P",
    }
    identities, _ = split(
        "feeds.ssd_address", row | {"addr_table_id": "A"}, {"addr_table_id": "B", "addr_person_id": "P"}
    )
    assert {identity["row_key"]: identity["address_line"] for identity in identities} == {
        "A": "2B, 9, Elm Grove",
        "B": None,
    }


def test_two_other_numbers_stay_apart(split):
    row = {"restriction_ref": "R", "person_ref": "R-1", "about_ref": "P1", "former_ref": "P0"}
    (identity,), _ = split("feeds.restriction", row)
    assert (identity["other_number"], identity["further_number"]) == ("P1", "P0")


def test_a_key_of_several_columns_is_joined_as_the_keys_room_joins_it(split):
    table = delivered_tables()["feeds.council_tax_arrears"]
    with Bench() as bench:
        rows = bench.lay("a", pa.table({"account_ref": ["é1"], "balance_date": [DAY]}))
        assert bench.texts(rows.select(key=row_key(table, rows))) == [compound("é1", "2026-11-08")]


@pytest.mark.parametrize("name", delivered_tables())
def test_no_identity_of_any_table_gets_past_the_door(split, namer, name):
    """Every identity and every reference of a person is a canary: none is outside, and all are in the vault."""
    table = delivered_tables()[name]
    planted = {
        column.name: f"{CANARY} {column.name}"
        for column in table.columns
        if column.type is Type.TEXT and (column.identity or register_of(table, column.name))
    }
    identities, outside = split(name, planted | {key: planted.get(key) or _some(table[key]) for key in table.key})
    assert CANARY not in str(outside)
    assert set(outside[0]) == set(lake_table(table).column_names)
    assert set(identities[0]) == set(IDENTITY_COLUMNS)
    assert all(f"{CANARY} {column.name}" in str(identities) for column in table.identities if column.name in planted)


def _some(column):
    return {Type.DATE: DAY, Type.INTEGER: 1}.get(column.type, "x")
