"""A linked person is the true person of most of their records."""

from __future__ import annotations

import pyarrow as pa
import pytest

from csps.synthetic.marking.persons import LINKS, lend_true_persons, lend_true_records, verified


def linked(street, links):
    nothing = pa.array([None] * len(links), pa.float64())
    words = {"register": ["feeds.police_incident"] * len(links), "tie": ["alone"] * len(links), "match_weight": nothing}
    return street.publish(LINKS, {"record_id": list(links), "person_id": list(links.values()), **words})


def true_persons(street, records, links):
    street.seen.lend(
        "true_record",
        pa.table({"record_id": list(records), "person": list(records.values()), "dated": [True] * len(records)}),
    )
    lend_true_persons(street.seen, street.lake, linked(street, links))
    found = street.seen.ask("SELECT person_id, person FROM true_person")
    return dict(zip(found["person_id"].tolist(), found["person"].tolist(), strict=True))


@pytest.mark.parametrize(
    ("records", "person"), [({"r1": 7, "r2": 7, "r3": 3}, 7), ({"r1": 7, "r2": 3, "r3": 3}, 3), ({"r1": 7, "r2": 3}, 3)]
)
def test_most_records_decide_and_of_equals_the_lower_number(street, records, person):
    assert true_persons(street, records, dict.fromkeys(records, "p")) == {"p": person}


def test_two_persons_may_be_one_true_person_and_unknown_records_are_nobody(street):
    records = {"r1": 7, "r2": 7}
    assert true_persons(street, records, {"r1": "p", "r2": "q", "r3": "s"}) == {"p": 7, "q": 7}


def test_records_of_a_lake_without_feeds_are_none(street):
    lend_true_records(street.seen, street.true, street.lake, linked(street, {"r1": "p"}))
    assert street.seen.ask("SELECT count(*) AS records FROM true_record")["records"].tolist() == [0]


def test_one_part_of_a_table_is_one_file(street):
    manifest = street.say({"a": [0, 1]})
    (file,) = verified(street.lake, manifest, "families.family", "2026-11-16")
    assert file in verified(street.lake, manifest, "families.family")
