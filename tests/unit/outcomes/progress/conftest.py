"""A family that was attached on a Monday, and what a rule of progress says of it on other days."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from tests.factories.known_town import DAY, HOUSEHOLD, KnownTown, frame_of

from csps.outcomes.progress.case import Case
from csps.outcomes.progress.known import ATTENDANCE, Known
from csps.settings.progress_thresholds import ProgressThresholds

ATTACHED = DAY - timedelta(weeks=104)
MONTHS = {"adult": 30 * 12, "child": 14 * 12, "toddler": 2 * 12, "leaver": 16 * 12}
ROLES = {"adult": "carer"}


def weeks(count, days=0):
    """Give the day so many weeks after the family was attached; below 0 before."""
    return ATTACHED + timedelta(weeks=count, days=days)


def row(who, happened, ended=None, **says):
    """Give a source row about a person of the case."""
    return {
        "family_id": "F1",
        "person_id": who,
        "member_role": ROLES.get(who, "child"),
        "age_months": MONTHS.get(who),
        "happened": happened,
        "ended": ended,
        "row": f"{who} {happened}",
        **says,
    }


def term(who, number, absent, possible=100):
    """Give a child's sessions in a term: four months each, the first beginning a week after the family was attached."""
    first = weeks(1 + 17 * number)
    last = first + timedelta(weeks=17, days=-1)
    says = {"term": number, "first": first, "last": last, "possible": possible, "absent": absent}
    return {"family_id": "F1", "person_id": who, "happened": first, **says}


def case(as_of, closed_on=None, rule_set="SF2022", **local):
    """Give the case as it is looked at from a day; what a council asks otherwise by name."""
    asked = ProgressThresholds(**local)
    return Case(case_ref="F1", rule_set=rule_set, as_of=as_of, attached_on=ATTACHED, closed_on=closed_on, local=asked)


def judge(rule, as_of, rows, closed_on=None, **local):
    """Give what a rule says: `rows` by table."""
    return rule.judge(case(as_of, closed_on, **local), Known(lambda table: rows.get(table, ())))


def verdict(rule, as_of, rows, closed_on=None, **local):
    """Give the word of the verdict."""
    return judge(rule, as_of, rows, closed_on, **local).verdict.value


RELATED = {"mother": "SELF", "uncle": "OTHER_RELATIVE", "teenager": "CHILD", "child": "CHILD", "baby": "CHILD"}


class ProgrammeTown(KnownTown):
    """A town with a family, in which the programme has cases and every feed of social care has come once."""

    born: dict[str, str]

    def case(self, name, members=RELATED, left=None, **says):
        """Attach people to the programme, a while ago unless told otherwise."""
        says = {"rule_set": "SF2022", "attached_on": ATTACHED, "known_on": ATTACHED, **says}
        self.add(
            "feeds.programme_case",
            {"record_id": name, "case_ref": name, "stage": "PLAN", "identified_on": weeks(-4), **says},
        )
        for member in members:
            self.add(
                "feeds.programme_member",
                {
                    "person": member,
                    "case_ref": name,
                    "relationship": RELATED[member],
                    "joined_on": ATTACHED,
                    "left_on": (left or {}).get(member),
                    "known_on": ATTACHED,
                },
            )
        return self

    def need(self, name, need, status, **says):
        """Let the programme write a need down."""
        says = {"known_on": ATTACHED, "ended_on": weeks(50) if status in ("MET", "UNMET") else None, **says}
        row = {
            "record_id": f"{name} {need}",
            "case_ref": name,
            "need": need,
            "status": status,
            "identified_on": ATTACHED,
        }
        return self.add("feeds.programme_need", row | says)

    def edition(self):
        """Write everything, and when everybody was born."""
        edition = super().edition()
        persons = [(each.person, self.born.get(each.person), 1, 1) for each in HOUSEHOLD]
        edition.write("linkage.person", frame_of("linkage.person", sorted(persons)))
        return edition


@pytest.fixture
def programme_town(tmp_path):
    """A town with one family and no case yet."""
    town = ProgrammeTown(tmp_path).family()
    town.born = {}
    return town


@pytest.fixture
def born(programme_town):
    """Say when people were born."""
    return lambda **months: programme_town.born.update(months)


@pytest.fixture
def told():
    """What rules are asked, and with what."""
    return SimpleNamespace(
        ATTACHED=ATTACHED,
        ATTENDANCE=ATTENDANCE,
        case=case,
        judge=judge,
        row=row,
        term=term,
        verdict=verdict,
        weeks=weeks,
    )
