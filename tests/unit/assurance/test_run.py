"""An audit is written in declared tables, whole, and the same each time."""

from __future__ import annotations

import dataclasses

import pytest

from csps.assurance import audit
from csps.domain.errors import UsageError
from csps.settings.model_spec import Event

pytestmark = pytest.mark.usefixtures("fewer")


@pytest.fixture
def audited(edition, spec, kit):
    frame = kit.held_back()
    kit.write_attributes(edition, frame, kit.attributes())

    def made(**changes):
        asked = {"spec": spec, "version": kit.VERSION, "held_back": frame, "capacity": 100}
        return audit(edition, **(asked | changes))

    return made


def stored(edition, table, kit):
    with edition.connect() as lake:
        return lake.table(table, part=f"maltreatment/{kit.VERSION}").to_pyarrow().to_pandas()


def test_what_is_written_is_what_was_measured(audited, edition, kit):
    told = audited()
    metrics = stored(edition, "assurance.metric", kit)
    assert len(metrics) == len(told.metrics)
    assert set(metrics["subject"]) == {"model", "rule", "logistic", "model minus rule", "model minus logistic"}
    groups = stored(edition, "assurance.group_metric", kit)
    assert len(groups) == len(told.groups)
    assert groups["families"].min() > 0


def test_the_same_audit_has_the_same_bytes(audited, edition):
    def hashes():
        audited()
        return {each.table: each.sha256 for each in edition.written if each.table.endswith("metric")}

    assert hashes() == hashes()


def test_order_of_families_does_not_matter(audited, kit):
    shuffled = kit.held_back().sample(frac=1, random_state=1)
    told, other = audited(), audited(held_back=shuffled)
    names = ["grouping", "group_name", "metric"]
    first, second = (each.groups.set_index(names)["estimate"].dropna().sort_index() for each in (told, other))
    assert first.to_dict() == pytest.approx(second.to_dict())


def test_groups_that_could_not_be_judged_are_listed_once(audited):
    told = audited().not_judged
    assert ("ethnicity", "other") in set(zip(told["grouping"], told["group_name"], strict=True))
    assert not told.duplicated(["grouping", "group_name"]).any()


def test_families_without_attributes_are_a_group_of_their_own(audited, edition, kit):
    kit.write_attributes(edition, kit.held_back()[:1500], kit.attributes()[:1500])
    groups = audited().groups
    left = groups[(groups["grouping"] == "sex") & (groups["group_name"] == "not stated")]
    assert set(left["families"]) == {500}


def test_several_dates_are_refused(audited, kit):
    frame = kit.held_back()
    frame.loc[0, "as_of"] = None
    with pytest.raises(UsageError, match="of one date; there are 2"):
        audited(held_back=frame)


def test_without_attributes_of_the_date_there_is_no_audit(edition, spec, kit):
    with pytest.raises(UsageError, match=r"no rows of assurance\.protected_attribute"):
        audit(edition, spec=spec, version=kit.VERSION, held_back=kit.held_back(), capacity=10)


@pytest.fixture
def forecast(audited, edition, kit, spec):
    """A function that audits a model of who comes to meet the threshold, by outcomes of rules, and criteria of some or none."""

    def made(*, judged_by):
        by = {"as_of": kit.TEST, "rule_set": "local", "to_confirm_of_100": 50}
        if judged_by:
            rows = ({"criterion": name, "rule_set_version": judged_by} for name in ("L1", "L2"))
            lines = kit.rows_of("outcomes.criterion", *(by | row for row in rows))
            edition.write("outcomes.criterion", lines, part=kit.TEST.isoformat())
        outcome = by | {"model": spec.name, "rule_set_version": "3"}
        rows = kit.rows_of("outcomes.family_outcome", *(outcome | {"family_id": name} for name in ("f1", "f2")))
        edition.write("outcomes.family_outcome", rows, part=f"{spec.name}/{kit.TEST.isoformat()}")
        threshold = dataclasses.replace(spec.outcome, events=(Event.THRESHOLD_MET,))
        return audited(spec=dataclasses.replace(spec, outcome=threshold))

    return made


def test_a_model_of_the_threshold_names_the_rules_and_another_none(audited, forecast):
    assert str(forecast(judged_by="3").rules) == "local, version 3, 50 % of its 2 lines still to be confirmed"
    assert audited().rules is None


@pytest.mark.parametrize("version", [None, "2"])
def test_a_model_of_the_threshold_has_no_evidence_where_its_outcomes_rest_on_other_rules(forecast, version):
    with pytest.raises(UsageError, match="criteria of 2025-11-17 were not judged by those of its outcomes") as refused:
        forecast(judged_by=version)
    assert refused.value.next_step == "Judge them with `csps outcomes --model maltreatment`."
