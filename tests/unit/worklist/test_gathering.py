"""Everything on the list comes from the tables of its week, and from nowhere else."""

from datetime import date

import pytest

from csps.domain.errors import UsageError
from csps.store import Edition
from csps.worklist.gathering import gather
from csps.worklist.run import list_families
from csps.worklist.sheet import Criterion, Doubt, Reason

SAID = {
    "maltreatment": {
        "aa": [("raises", "calls", "3 calls"), ("lowers", "attendance", "always at school")],
        "bb": [("raises", "arrears", "arrears of rent")],
    }
}


def test_families_stand_in_the_order_of_the_list(gathered):
    assert [(one.place, one.family_id.rstrip("0")) for one in gathered({"bb": 3, "cc": 40, "aa": 16}).families] == [
        (1, "cc"), (2, "aa"), (3, "bb"),
    ]  # fmt: skip


def test_who_lives_there_comes_from_the_families_of_the_day(gathered):
    people = {"aa": (("child", 50), ("child", None), ("child", 8), ("expected", None), ("carer", 300))}
    (family,) = gathered({"aa": 9}, people=people).families
    assert (family.child_months, family.expected, family.adults) == ((8, 50, None), 1, 1)


def test_scores_have_their_reasons_in_order_and_a_missing_model_has_none(gathered):
    first, second = gathered({"aa": 16, "bb": 3}, eligibility={"bb": 20}, said=SAID).families
    assert first.scores["maltreatment"].reasons == (
        Reason(raises=True, feature="calls", sentence="3 calls"),
        Reason(raises=False, feature="attendance", sentence="always at school"),
    )
    assert "eligibility" not in first.scores
    assert (second.scores["eligibility"].of_100, second.scores["eligibility"].band) == (20, "many signs")


def test_reasons_of_another_version_are_not_shown(publish, programme, specs, lake, kit):
    publish({"aa": 16}).close()
    later = Edition(lake, kit.WEEK)
    row = {"model": "maltreatment", "model_version": "f" * 16, "population": "week", "as_of": kit.WEEK,
           "family_id": kit.family_id("aa"), "place": 1, "feature": "x", "topic": "police", "direction": "raises",
           "contribution": 1.0, "sentence": "of another version"}  # fmt: skip
    kit.write(later, "explain.reason", [row], f"maltreatment/{kit.WEEK}")
    with later.connect() as connection:
        (family,) = gather(connection, as_of=kit.WEEK, programme=programme, specs=specs).families
    assert family.scores["maltreatment"].reasons == ()


def test_what_is_new_since_the_last_list_is_marked(gathered, kit):
    before = {"maltreatment": {"aa": [("raises", "calls", "2 calls")]}}
    assert gathered({"aa": 5}, week=kit.BEFORE, said=before).last_as_of is None
    now = gathered({"aa": 16, "bb": 3}, said=SAID)
    assert now.last_as_of == kit.BEFORE
    score = now.families[0].scores["maltreatment"]
    assert score.of_100_before == 5
    assert [(reason.feature, reason.is_new) for reason in score.reasons] == [("calls", False), ("attendance", True)]
    newcomer = now.families[1].scores["maltreatment"]
    assert newcomer.of_100_before is None
    assert [reason.is_new for reason in newcomer.reasons] == [False]  # all of it is new: no mark says more


def test_criteria_stand_in_the_order_of_their_headlines(gathered):
    (family,) = gathered({"aa": 9}, met={"aa": [("SF10.1", 10), ("SF1.2", 1), ("SF1.1", 1)]}).families
    words = ("", "", "An adult is out of work.")
    codes = ("SF1.1", "SF1.2", "SF10.1")
    assert family.criteria == tuple(
        Criterion(code, date(2026, 11, 3), say) for code, say in zip(codes, words, strict=True)
    )


def test_models_say_who_approved_them_and_until_when(gathered, specs, kit):
    first, second = gathered({"aa": 9, "bb": 3}, eligibility={"aa": 1}).models
    assert (first.name, first.version, first.scored) == ("maltreatment", kit.VERSION, 2)
    assert (first.trainer, first.reviewers, first.valid_until) == (
        "t.rain", (("r.view", kit.BEFORE),), date(2027, 11, 8),
    )  # fmt: skip
    assert (first.caveat, first.owner) == (specs["maltreatment"].caveat, specs["maltreatment"].owner)
    assert (second.name, second.scored) == ("eligibility", 1)


@pytest.mark.parametrize("kind", ["REFUGE", "OWN_STAFF", "ADOPTION"])
def test_a_sealed_family_is_counted_and_its_place_closed_up(gathered, kit, kind):
    found = gathered({"aa": 9, "bb": 6, "cc": 3}, restrictions=[kit.restriction("bb", kind)])
    assert [(family.place, family.family_id) for family in found.families] == [
        (1, kit.family_id("aa")),
        (2, kit.family_id("cc")),
    ]
    assert found.sealed == 1


def test_an_older_list_keeps_a_seal_that_was_set_since(gathered, programme, specs, lake, kit):
    gathered({"aa": 9, "bb": 6}, week=kit.BEFORE)
    set_since = kit.restriction("bb", "REFUGE", start=kit.WEEK, known_on=kit.WEEK)
    assert gathered({"aa": 9, "bb": 6}, restrictions=[set_since]).sealed == 1
    with lake.connect() as now:
        before = gather(now, as_of=kit.BEFORE, programme=programme, specs=specs)
    assert ([one.family_id for one in before.families], before.sealed) == ([kit.family_id("aa")], 1)


def test_a_list_that_is_written_again_from_its_own_week_is_told_who_was_sealed_since(publish, programme, specs, kit):
    with publish({"aa": 9, "bb": 6}) as lake:
        told = {"as_of": kit.WEEK, "programme": programme, "specs": specs}
        assert gather(lake, **told).sealed == 0
        again = gather(lake, **told, sealed_since={kit.restriction("bb", "REFUGE")["record_id"]})
    assert ([one.family_id for one in again.families], again.sealed) == ([kit.family_id("aa")], 1)


@pytest.mark.parametrize(("length", "share"), [(20, 0.25), (60, None), (2, None), (None, None)])
def test_the_share_of_a_list_is_that_of_the_model_that_scored_and_of_a_list_as_long(
    make, programme, specs, kit, *, length, share
):
    """The signed report tells how long it was; of a verdict without that nothing is known."""
    assert programme.capacity.families_a_week == 20
    edition = make({"aa": 9})
    rows = [
        {"model": "maltreatment", "model_version": kit.VERSION, "subject": subject, "metric": "precision_at_capacity"}
        | {"estimate": right, "families": 100, "outcomes": 5}
        for subject, right in (("model", 0.25), ("rule", 0.1))
    ]
    kit.write(edition, "assurance.metric", rows, f"maltreatment/{kit.VERSION}")
    verdict = {"model": "maltreatment", "model_version": kit.VERSION, "state": "approved", "trainer": "t.rain"}
    kit.write(edition, "approval.verdict", [verdict | {"list_length": length}], f"maltreatment/{kit.VERSION}")
    list_families(edition, programme=programme)
    with edition.connect() as lake:
        found = gather(lake, as_of=kit.WEEK, programme=programme, specs=specs)
    assert [model.share_of_list for model in found.models] == [share, None]


def test_a_list_of_sealed_families_only_is_a_list(gathered, kit):
    found = gathered({"aa": 9}, restrictions=[kit.restriction("aa", "REFUGE")])
    assert (found.families, found.sealed) == ((), 1)


def test_a_monday_without_a_list_says_the_next_command(publish, programme, specs, kit):
    with publish({"aa": 9}) as lake, pytest.raises(UsageError, match="`csps weekly --as-of 2026-11-09`"):
        gather(lake, as_of=kit.BEFORE, programme=programme, specs=specs)


def test_the_rules_of_the_week_are_named_and_lines_of_the_councils_own_have_their_words(gathered):
    sheet = gathered({"aa": 16}, met={"aa": [("LOC1", 10)]})
    assert sheet.rules == "local, version 3, 50 % of its 2 lines still to be confirmed"
    assert sheet.unjudged == 1
    assert [one.words for one in sheet.families[0].criteria] == ["A home may be lost."]


def test_how_a_model_did_comes_from_its_signed_report(publish, programme, specs, lake, kit):
    publish({"aa": 16}).close()
    later, part = Edition(lake, kit.WEEK), f"maltreatment/{kit.VERSION}"
    verdict = {"model": "maltreatment", "model_version": kit.VERSION, "state": "approved", "trainer": "t.rain"}
    kit.write(later, "approval.verdict", [verdict | {"tested": "Tested.", "demonstration": True}], part)
    with later.connect() as connection:
        first, second = gather(connection, as_of=kit.WEEK, programme=programme, specs=specs).models
    assert (first.tested, first.demonstration) == ("Tested.", True)
    assert (second.tested, second.demonstration) == ("", False)


@pytest.mark.parametrize(("signed", "other"), [("local, version 3", False), ("local, version 2", True), (None, True)])
def test_a_forecast_of_other_rules_than_those_of_the_week_is_known(
    publish, programme, specs, lake, kit, *, signed, other
):
    publish({"aa": 16}).close()
    later = Edition(lake, kit.WEEK)
    for model in specs:
        verdict = {"model": model, "model_version": kit.VERSION, "state": "approved", "trainer": "t.rain"}
        kit.write(later, "approval.verdict", [verdict | {"rules": signed}], f"{model}/{kit.VERSION}")
    with later.connect() as connection:
        models = gather(connection, as_of=kit.WEEK, programme=programme, specs=specs).models
    assert {model.name: model.other_rules for model in models} == {"maltreatment": False, "eligibility": other}


def test_doubts_about_members_of_open_families_are_gathered_where_they_were_looked_for(make, programme, specs, kit):
    def doubts_on(week, *rows):
        edition = make({"aa": 16, "bb": 10}, week=week)
        for part in rows:
            kit.write(edition, "families.unconfirmed", part, week.isoformat())
        list_families(edition, programme=programme)
        edition.publish()
        with edition.connect() as lake:
            return [one.doubts for one in gather(lake, as_of=week, programme=programme, specs=specs).families]

    assert doubts_on(kit.BEFORE) == [None, None]
    family = kit.family_id("bb")
    of_a_carer = {"as_of": kit.WEEK, "family_id": family, "person_id": f"p3{family[:-2]}", "doubt": "address only"}
    assert doubts_on(kit.WEEK, [of_a_carer]) == [(), (Doubt("address only", "carer", 400, None),)]
