"""Every kind says what it holds, and refuses everything else."""

import pytest

from csps.domain.errors import UsageError
from csps.journal.kinds import SCHEMAS, Detail, Kind, Subject

HASH = "9a" * 32


def test_every_kind_is_declared():
    assert set(SCHEMAS) == set(Kind)
    for kind in Kind:
        assert kind.schema.sentence.endswith(".")
        assert all(name.isidentifier() for name in kind.schema.details)


@pytest.mark.parametrize("kind", Kind)
def test_details_are_complete_and_of_their_form(kind, kit):
    schema, good = kind.schema, dict(kit.draft(kind).details)
    schema.check_details(good)
    with pytest.raises(UsageError, match=r"missing \[\], unknown in number 1"):
        schema.check_details(good | {"name": "Jo"})
    for name, detail in schema.details.items():
        with pytest.raises(UsageError, match=f"missing .*{name}"):
            schema.check_details({other: value for other, value in good.items() if other != name})
        for bad in ("Jo Okafor", -1, 1.5, True, None, [], HASH.upper(), HASH[:-1], HASH + "\n", 2**53):
            with pytest.raises(UsageError, match=rf"The detail {name} of an event is not {detail.value}"):
                schema.check_details(good | {name: bad})


def test_an_unknown_detail_is_counted_and_not_shown():
    with pytest.raises(UsageError) as refusal:
        Kind.WEEK_STARTED.schema.check_details({"settings": HASH, "Jo Okafor": 1})
    assert "Okafor" not in str(refusal.value)


@pytest.mark.parametrize(("detail", "value", "fine"), [
    (Detail.COUNT, 0, True), (Detail.COUNT, 2**53 - 1, True), (Detail.COUNT, "1", False),
    (Detail.HASH, HASH, True), (Detail.HASH, 1, False), (Detail.HASH, "xy" * 32, False),
])  # fmt: skip
def test_what_a_detail_admits(detail, value, fine):
    assert detail.admits(value) is fine


@pytest.mark.parametrize("subject", [
    "week:2026-11-16", "table:feeds.tenancy", "feed:housing", "model:maltreatment@abcdef01", f"key:{HASH}",
    f"person:{HASH[:32]}", f"family:{HASH[:32]}", f"record:{HASH[:32]}", "store:vault", "journal:self",
])  # fmt: skip
def test_subjects(subject):
    assert Subject.of(subject).value == subject.partition(":")[0]


@pytest.mark.parametrize("subject", [
    "", "week", "week:", "week:16/11/2026", "person:Jo Okafor", "person:jo", f"person:{HASH}", "family:14A High Street",
    "nothing:self", "store:kitchen", "week:2026-11-16\n", "week:\uff12\uff10\uff12\uff16-11-16", "journal:self:self",
])  # fmt: skip
def test_a_subject_of_no_declared_form_is_refused_and_not_shown(subject):
    with pytest.raises(UsageError, match="none of the declared forms") as refusal:
        Subject.of(subject)
    assert "Okafor" not in str(refusal.value)


def test_every_subject_has_a_form():
    assert all(subject.form for subject in Subject)
