@pytest.mark.parametrize("monday", [date(2019, 9, 2), date(2024, 8, 12), date(2024, 8, 19), date(2026, 9, 7)])
def test_every_code_that_can_be_drawn_can_be_used_on_the_day(monday):
    tables = reasons_on(monday)
    drawn = {
        CODES[place]
        for table in (tables.main, tables.second, tables.elsewhere, tables.impossible)
        for place in table.flat
    }
    assert drawn <= set(REGISTER_CODE.valid_on(monday))
    assert ("H" in drawn) == (monday < date(2024, 8, 19))


@pytest.mark.parametrize("days", [1, 3, 5])
def test_the_table_of_absence_keeps_its_promise(days):
    """On average a level's share of days is missed."""
    levels = np.arange(LEVELS)
    share = MOST * (levels / (LEVELS - 1)) ** 2
    assert np.abs(absence_table()[days].mean(axis=1) / days - share).max() < 0.002
    assert (level_of(share.astype(np.float32)) == levels).all()
    assert len(ADDED) == 4
