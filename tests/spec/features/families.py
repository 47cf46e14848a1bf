"""Who the family is, where it lived, and how it has changed."""

from tests.factories.known_town import HOUSEHOLD, Member
from tests.spec.features.case import ago, case, rows_of

home = rows_of("linkage.residence", place_id="#there", place_occupancy=7)
NEWCOMER = (*HOUSEHOLD, Member("grandmother", "adult", 700, ago(25)), Member("aunt", "adult", 500, ago(51)))
EXPECTING = (*HOUSEHOLD, Member("unborn", "expected", None))
YOUNG = (Member("mother", "carer", 21 * 12), Member("father", "carer", 22 * 12), Member("baby", "child", 11))

SPEC = {
    "family_members": case(5),
    "family_children": case(3),
    "family_adults": case(2),
    "family_expected_children": case(1, people=EXPECTING),
    "youngest_child_months": case(6),
    "oldest_child_months": case(16 * 12),
    "children_of_known_age_now": case(1, people=(*YOUNG, Member("other", "child", None))),
    "infants_now": case(1, people=(*YOUNG, Member("one", "child", 12))),
    "children_1_to_4_now": case(1, people=(*YOUNG, Member("one", "child", 12), Member("five", "child", 60))),
    "children_5_to_10_now": case(1, people=(*YOUNG, Member("five", "child", 60), Member("eleven", "child", 132))),
    "children_11_to_17_now": case(1, people=(*YOUNG, Member("teen", "child", 132), Member("grown", "adult", 216))),
    "lone_adult": case(1, people=YOUNG[1:]),
    "carers_under_22_now": case(1, people=YOUNG),
    "adults_besides_carers_now": case(1),
    "new_adults_26w": case(1, people=NEWCOMER),
    "new_adults_52w": case(2, people=NEWCOMER),
    "homes_of_children_26w": case(1, home(25, 6), home(26, place_id="#before"), home(1, who="mother", place_id="#x")),
    "homes_of_children_52w": case(1, home(51, 6), home(52, place_id="#before")),
    "homes_of_children_104w": case(1, home(103, 6), home(104, place_id="#before")),
    "homes_of_children_ever": case(1, home(300), home(10, register="another register of the same home")),
    "homes_of_children_weeks_since": case(9, home(9), home(30, place_id="#before")),
    "homes_of_adults_26w": case(2, home(3, who="mother"), home(3, who="uncle"), home(26, who="uncle", place_id="#old")),
    "homes_of_adults_52w": case(1, home(51, who="mother"), home(3, who="child")),
    "people_at_home": case(7, home(5), home(70, over=6, place_id="#before", place_occupancy=9)),
    "homes_now": case(1, home(5), home(5, who="mother"), home(70, over=6, place_id="#before")),
    "others_at_home": case(2, home(5)),
}
