"""Offences by young people."""


def test_offences_by_what_they_were_and_what_followed(town, kit):
    offence = {"person": "teenager", "offence_date": kit.ago(20), "offence_kind": "THEFT"}
    town.add(
        "feeds.youth_justice_offence",
        {**offence, "proven": True, "disposal": "REFERRAL_ORDER"},
        {**offence, "offence_id": "O2", "offence_kind": "WEAPON", "disposal": "DIVERSION"},
    )
    names = (
        "youth_offences_52w",
        "youth_offences_weeks_since",
        "youth_offences_proven_104w",
        "youth_violent_offences_104w",
        "youth_disposals_now",
        "youth_diversions_52w",
    )
    found = kit.values(town, *names)
    assert [found[name] for name in names] == [2, 20, 1, 1, 1, 1]
