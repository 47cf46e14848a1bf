def test_admission_contacts_have_no_date_of_birth_and_are_grown_up(watch, by_table):
    contacts = by_table["feeds.school_admission_contact"]
    assert not any("birth" in name or name == "dob" for name in contacts.columns)
    day = contacts.columns["application_date"].astype(int)
    assert watch.history.ages(contacts.persons["contact_ref"], day).min() > 14
    assert {text.rpartition("@")[2] for text in texts(contacts.columns["email"]) if text} == {"example.org"}
