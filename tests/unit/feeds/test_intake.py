"""What a run took in, in figures and in words."""

from dataclasses import replace
from datetime import date

from csps.feeds.intake import FeedIntake, Intake
from csps.feeds.ledger import Load, State

DAY = date(2026, 11, 8)


def load(state=State.TAKEN_IN, read=0, rejected=0):
    return Load(
        delivery="a.csv",
        feed="police_incident",
        table_name="feeds.police_incident",
        known_on=DAY,
        sha256="0" * 64,
        file_bytes=1,
        rows_read=read,
        rows_accepted=read - rejected,
        rows_rejected=rejected,
        state=state,
        week=DAY,
    )


def feed(*loads, name="police_incident", waiting=0, last=DAY, is_late=False):
    return FeedIntake(feed=name, loads=loads, waiting=waiting, known=0, last_known_on=last, is_late=is_late)


def test_figures_add_up():
    intake = Intake(
        week=DAY,
        feeds=(feed(load(read=10, rejected=1), replace(load(read=5), delivery="another")), feed(load(State.HELD))),
    )
    assert (intake.read, intake.accepted, intake.rejected) == (15, 14, 1)
    assert (intake.deliveries(State.TAKEN_IN), intake.deliveries(State.HELD), len(intake.loads)) == (2, 1, 3)


def test_an_ordinary_week_is_one_line():
    said = str(Intake(week=DAY, feeds=(feed(load(read=1500)),)))
    assert said == (
        "1 deliveries taken in: 1,500 rows read, 1,500 accepted, 0 rejected; 0 held back, 0 refused, 0 repeated."
    )


def test_what_somebody_should_look_at_is_said():
    odd = feed(load(read=2, rejected=1), load(State.REFUSED), waiting=3, is_late=True)
    never = feed(name="neet_activity", last=None, is_late=True)
    said = str(Intake(week=DAY, feeds=(odd, never), unclaimed=1)).split("\n")[1:]
    assert said == [
        "police_incident: 1 rows rejected, 1 refused, 3 left for a later week, late, last of 2026-11-08.",
        "neet_activity: never came.",
        "1 files in the drop box belong to no feed.",
    ]
