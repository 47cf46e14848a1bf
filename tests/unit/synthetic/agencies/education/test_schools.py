def test_schools_are_chosen_near_home_and_of_the_kind_asked_for():
    schools = Schools.for_residents(300_000)
    place = np.linspace(0, 1, 500, endpoint=False)
    kind = np.arange(500) % 6
    chosen = schools.near(kind, place, np.zeros(500))
    assert (schools.kind[chosen] == kind).all()
    far = schools.near(kind, place, np.full(500, 4.0))
    assert (schools.kind[far] == kind).all()
    near = schools.near(np.zeros(2, dtype=int), np.array([0.5, 0.501]), np.zeros(2))
    assert near[0] == near[1]
