def test_most_pupils_have_a_pupil_number(by_table):
    numbers = texts(by_table["feeds.school_enrolment"].columns["upn"])
    assert np.mean([number is not None for number in numbers]) > 0.95
