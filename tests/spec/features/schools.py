"""Attendance, exclusions, special needs, other ways of being taught, and what follows school."""

from tests.spec.features.case import case, rows_of

sessions = rows_of("feeds.school_attendance", estab="#S")
exclusion = rows_of("feeds.school_exclusion", "teenager", exclusion_type="SUSP", sessions=4)
enrolment = rows_of("feeds.school_enrolment")
need = rows_of("feeds.school_sen", provision="K")
at_home = rows_of("feeds.school_home_education")
place = rows_of("feeds.early_years_takeup", "baby")
activity = rows_of("feeds.neet_activity", "teenager", activity_code="NEET_SEEKING")


def week(weeks: int, held: int, missed: int, *, who: str = "child", code: str = "O", days: int = 0) -> list[tuple]:
    """Sessions that a child was at school, and sessions that it missed; a row holds ten at most, so of several schools."""
    found = []
    for register_code, left in (("/", held), (code, missed)):
        for school in range(-(-left // 10)):
            count = min(10, left - 10 * school)
            row = sessions(weeks, days, who=who, estab=f"#S{school}", register_code=register_code, sessions=count)
            found.append(row)
    return found


SPEC = {
    "absence_13w": case(40.0, *week(12, 6, 4, days=6), *week(13, 0, 9)),
    "absence_52w": case(25.0, *week(51, 6, 4), *week(3, 9, 1, who="teenager"), *week(52, 0, 9)),
    "unauthorised_absence_52w": case(10.0, *week(3, 6, 3, code="I"), sessions(3, register_code="O", sessions=1)),
    "lateness_52w": case(20.0, *week(3, 8, 2, code="L")),
    "absence_change": case(40.0 - 10.0, *week(3, 6, 4), *week(20, 9, 1)),
    "school_known_two_quarters": case(1, *week(3, 6, 4), *week(20, 9, 1)),
    "school_sessions_13w": case(10, *week(12, 6, 4), *week(13, 9, 1)),
    "school_sessions_52w": case(20, *week(12, 6, 4), *week(51, 9, 1), *week(52, 9, 1)),
    "worst_absence_52w": case(25, *week(3, 30, 10), *week(3, 39, 1, who="teenager"), *week(3, 0, 39, who="baby")),
    "children_at_school_52w": case(1, *week(3, 30, 10), *week(3, 39, 0, who="teenager")),
    "persistently_absent_52w": case(1, *week(3, 36, 4), *week(3, 37, 3, who="teenager")),
    "severely_absent_52w": case(1, *week(3, 20, 20), *week(3, 21, 19, who="teenager")),
    "exclusions_13w": case(1, exclusion(12, 6), exclusion(13)),
    "exclusions_52w": case(1, exclusion(51), exclusion(52)),
    "exclusions_104w": case(1, exclusion(103), exclusion(104)),
    "exclusions_trend": case(0.6, exclusion(1), exclusion(2)),
    "exclusions_weeks_since": case(5, exclusion(5), exclusion(50)),
    "sessions_excluded_52w": case(10, exclusion(5), exclusion(51, sessions=6), exclusion(52)),
    "permanent_exclusions_104w": case(1, exclusion(5, exclusion_type="PERM"), exclusion(5)),
    "special_needs_now": case(1, need(60), need(60, who="teenager", over=1)),
    "education_plans_now": case(1, need(60, provision="E"), need(60, who="teenager")),
    "social_emotional_needs_now": case(1, need(60, need_type="SEMH"), need(60, who="teenager", need_type="SLCN")),
    "plan_requests_now": case(1, need(60, request_status="REFUSED"), need(60, who="teenager")),
    "free_school_meals_now": case(1, enrolment(60, fsm_eligible=True), enrolment(60, who="teenager")),
    "alternative_provision_now": case(1, enrolment(60, provision="PRU"), enrolment(60, who="teenager")),
    "schools_joined_52w": case(1, enrolment(51), enrolment(52), enrolment(80, estab="#S"), enrolment(9, estab="#S")),
    "schools_joined_104w": case(1, enrolment(103), enrolment(104)),
    "home_educated_now": case(1, at_home(60), at_home(60, who="teenager", over=5)),
    "early_years_not_taken_up_52w": case(1, place(20, taken_up=False), place(30, taken_up=True)),
    "neet_now": case(1, activity(30), activity(60, over=31)),
    "neet_weeks_open": case(30, activity(30)),
    "neet_begun_52w": case(1, activity(51), activity(30, who="uncle", activity_code="UNKNOWN")),
    "activity_unknown_now": case(1, activity(30, activity_code="UNKNOWN"), activity(30, who="uncle")),
    "no_destination_now": case(1, activity(30, intended_destination_yr11="NONE"), activity(30, who="uncle")),
}
