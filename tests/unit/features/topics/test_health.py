"""Flags from health services."""


def test_flags_are_told_apart_by_age_and_by_whether_they_stand(town, kit):
    def flag(person, kind, weeks, end=None):
        return {"person": person, "kind": kind, "start_date": kit.ago(weeks), "end_date": end and kit.ago(end)}

    town.add(
        "feeds.health_flag",
        flag("mother", "MENTAL_HEALTH", 10),
        flag("teenager", "SELF_HARM", 60),
        flag("child", "MENTAL_HEALTH", 30, 5),
        flag("uncle", "ALCOHOL", 70),
        flag("baby", "MISSED_REVIEW", 5),
    )
    names = (
        "adults_mental_health_52w",
        "children_mental_health_52w",
        "self_harm_104w",
        "mental_health_open_now",
        "substance_treatment_104w",
        "substance_open_now",
        "missed_health_reviews_52w",
        "pregnancies_now",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [1, 1, 1, 1, 1, 1, 1, 0]
