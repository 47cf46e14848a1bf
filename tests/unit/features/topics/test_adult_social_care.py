"""What adult social care has done."""


def test_a_service_counts_while_it_lasts(town, kit):
    event = {"person": "mother", "event_type": "Service", "event_start_date": kit.ago(30)}
    town.add(
        "feeds.adult_social_care_event",
        event,
        {**event, "event_id": "E2", "event_end_date": kit.ago(3)},
        {**event, "event_id": "E3", "event_type": "Request"},
    )
    found = kit.values(town, "adult_care_services_now", "adult_care_requests_52w", "adult_care_assessments_52w")
    assert found == {
        "adult_care_services_now": 1,
        "adult_care_requests_52w": 1,
        "adult_care_assessments_52w": 0,
    }


def test_clients_are_told_apart_by_why_they_are_known(town, kit):
    town.add(
        "feeds.adult_social_care_client",
        {"person": "mother", "client_type": "Carer"},
        {"person": "uncle", "client_type": "Service User", "primary_support_reason": "SUBSTANCE"},
    )
    assert kit.values(town, "unpaid_carers_now", "adult_care_substance_now", "adult_care_mental_health_now") == {
        "unpaid_carers_now": 1,
        "adult_care_substance_now": 1,
        "adult_care_mental_health_now": 0,
    }
