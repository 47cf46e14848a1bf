"""Features of police incidents, told row by row in plain Python."""


def _seen(rows, family, day):
    """Give the family's incidents that were known on a day: number -> rows about its members."""
    found = {}
    for row in rows:
        mine = row["person"].rsplit("-", 1)[0] == family
        if mine and row["known_on"] <= day and row["incident_date"] <= day:
            found.setdefault(row["incident_id"], []).append(row)
    return found


def _latest(rows):
    return max(row["incident_date"] for row in rows)


def _count(rows, family, day, weeks, wanted, *, after=0):
    total = 0
    for told in _seen(rows, family, day).values():
        fitting = [row for row in told if wanted(row)]
        if fitting and 7 * after <= (day - _latest(fitting)).days < 7 * weeks:
            total += 1
    return total


def _any(_row):
    return True


def _domestic(row):
    return row["incident_type"] == "DOMESTIC" or row["domestic_flag"] is True


def _present(row):
    return row["role"] == "CHILD_PRESENT"


def _weeks_since(rows, family, day, wanted):
    days = [row["incident_date"] for told in _seen(rows, family, day).values() for row in told if wanted(row)]
    return (day - max(days)).days // 7 if days else None


POLICE = {
    "police_incidents_13w": lambda rows, family, day: _count(rows, family, day, 13, _any),
    "police_incidents_52w": lambda rows, family, day: _count(rows, family, day, 52, _any),
    "police_incidents_104w": lambda rows, family, day: _count(rows, family, day, 104, _any),
    "police_incidents_weeks_since": lambda rows, family, day: _weeks_since(rows, family, day, _any),
    "police_incidents_change": lambda rows, family, day: (
        _count(rows, family, day, 13, _any) - _count(rows, family, day, 26, _any, after=13)
    ),
    "domestic_incidents_52w": lambda rows, family, day: _count(rows, family, day, 52, _domestic),
    "domestic_incidents_weeks_since": lambda rows, family, day: _weeks_since(rows, family, day, _domestic),
    "children_present_52w": lambda rows, family, day: _count(rows, family, day, 52, _present),
}
"""Feature -> what it is for a family on a day, from rows as they were delivered."""
