"""What somebody is asked to do, and from which figure on."""

from csps.pipeline.quality.acting import agency_of, name_of, no_tasks, tasks
from csps.pipeline.quality.figures import Filled


def whats(quality):
    return [task.what for task in tasks(quality)]


def test_a_quiet_week_asks_for_nothing(quality, feed):
    assert tasks(quality(feed())) == []


def test_a_week_in_which_nothing_presses_says_what_was_found_all_the_same(quality, feed, finding):
    assert no_tasks(quality(feed())).endswith("Nothing was found either.")
    found = (finding(3200, 3000), finding(12, 11, rule="required", sentence="A value is missing."))
    said = no_tasks(quality(feed(findings=found)))
    assert "3,212 findings under 2 rules are told below" in said
    assert "“The postcode has not the form”, 3,200 times. No rule was broken far more often" in said
    assert no_tasks(quality(feed(findings=found), weeks_before=0)).endswith("later weeks will show.")


def test_what_kept_data_out_comes_first(quality, feed, kept_out):
    found = tasks(quality(feed(days=20), feed(kept_out=(kept_out,))))
    assert [task.what.split(":")[0].split(".")[0] for task in found] == ["A delivery was held", "Late"]
    assert found[0].how == (
        "See what is wrong (csps feeds explain police/asb_2026-11-15.csv), then let it in "
        "(csps feeds release police/asb_2026-11-15.csv) or ask the agency for another."
    )


def test_a_feed_that_never_came_is_late(quality, feed):
    assert whats(quality(feed(days=None, last_known_on=None)))[0].startswith("Late. It has never come.")


def test_one_row_in_a_hundred_rejected_is_somebody_s_work(quality, feed, finding):
    broken = (finding(1, 0, "row", rule="required"),)
    assert whats(quality(feed(rejected=1, accepted=99, findings=broken))) == [
        "1 of 100 rows (1%) were rejected, mostly for “required”."
    ]
    assert whats(quality(feed(read=1000, rejected=9, findings=broken))) == []
    assert whats(quality(feed(rejected=100, accepted=0, findings=broken))) == [
        "All 100 rows were rejected, mostly for “required”."
    ], "they came: nothing is short"


def test_half_the_fewest_or_twice_the_most_of_the_weeks_before_is_the_limit(quality, feed):
    assert whats(quality(feed(accepted=40))) == whats(quality(feed(accepted=240))) == []
    assert whats(quality(feed(accepted=39))) == ["39 rows came; 100 are usual."]
    assert whats(quality(feed(accepted=241))) == ["241 rows came; 100 are usual."]
    assert whats(quality(feed(accepted=0, deliveries=0))) == []
    assert whats(quality(feed(accepted=0, range_rows=(19, 25)))) == []


def test_a_group_that_came_less_complete_is_said_and_an_emptied_column_by_its_name(quality, feed):
    less = Filled(group="codes", share=0.8, usual=0.9, values=(1000, 8000))
    assert whats(quality(feed(filled=(less,)))) == ["Less complete than usual: codes 80% (usually 90%)."]
    emptied = Filled(group="codes", share=0.5, usual=0.9, emptied=("asb_type",))
    assert whats(quality(feed(filled=(emptied,)))) == ["asb_type came almost empty and was usually filled."]
    assert whats(quality(feed(filled=(Filled(group="codes", share=0.81, usual=0.9, values=(1000, 8000)),)))) == []


def test_few_rows_that_came_less_complete_may_be_chance(quality, feed):
    assert whats(quality(feed(filled=(Filled(group="codes", share=0.5, usual=0.7, values=(20, 160)),)))) == []
    assert whats(quality(feed(filled=(Filled(group="codes", share=0.5, usual=None, values=(20, 0)),)))) == []


def test_findings_are_said_from_ten_and_three_times_the_usual(quality, feed, finding):
    assert whats(quality(feed(findings=(finding(9, 0), finding(29, 10), finding(50, None))))) == []
    assert len(whats(quality(feed(findings=(finding(10, 3),))))) == 1
    assert len(whats(quality(feed(findings=(finding(30, 10),))))) == 1


def test_few_rows_in_a_hundred_are_said_where_a_rule_rejects_far_more_than_usual(quality, feed, finding):
    def week(count, usual, rejected):
        broken = (finding(count, usual, "row", rule="required", sentence="A value is missing."),)
        rows = {"read": 100_000, "rejected": rejected, "accepted": 100_000 - rejected, "range_rows": None}
        return quality(feed(findings=broken, **rows))

    (task,) = tasks(week(900, 3, 900))
    assert task.what == "A value is missing. 900 times, usually 3 (postcode)."
    assert task.how == "Have the agency send these rows again, mended."
    assert tasks(week(899, 300, 899)) == tasks(week(9, 3, 9)) == []
    assert whats(week(1000, 3, 1000)) == ["1,000 of 100,000 rows (1%) were rejected, mostly for “required”."]


def test_a_feed_is_named_as_people_write(feed):
    assert name_of(feed()) == "police asb"
    assert agency_of(feed(agency="childrens_social_care")) == "children's social care"
