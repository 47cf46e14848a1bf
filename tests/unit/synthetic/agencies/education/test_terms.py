def test_days_of_the_school_year():
    terms = school_terms()
    saturday = np.array([day_number(date(2024, 11, 9))])
    assert terms.next_school_day(saturday) == saturday + 2
    assert not terms.is_school_day(saturday).any()
    assert school_leaving_day(np.array([2024])) == day_number(date(2025, 6, 27))
    days = np.array([day_number(date(2024, 8, 31)), day_number(date(2024, 9, 1)), day_number(date(2025, 1, 1))])
    assert autumn_of(days).tolist() == [2023, 2024, 2024]
    assert autumn_of(days)[2] == academic_year(date(2025, 1, 1))


def test_reception_begins_in_the_september_after_the_fourth_birthday():
    births = np.array([day_number(date(2014, 8, 31)), day_number(date(2014, 9, 1))])
    assert reception_autumn(births).tolist() == [2018, 2019]
