"""A street: people, where registers have them and what ties them, given in a line each. Reached through `street`."""

from collections import defaultdict
from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pytest

from csps.contracts.lake import lake_tables
from csps.contracts.model import Type
from csps.families.run import Known, form_dated_families
from csps.store import Edition, Lake
from csps.store.shapes import arrow_schema

WEEK = date(2026, 11, 16)
EARLY = date(2020, 1, 5)
COHORT = SimpleNamespace(child_under_years=18, expected_children=True, seen_within_weeks=52)


def filled(table, values):
    """Give a row with every column that its contract requires."""
    dull = {Type.TEXT: "x", Type.DATE: values.get("known_on", EARLY), Type.INTEGER: 1, Type.FLAG: False}
    required = [column for column in table.columns if column.required and column.name not in values]
    return {each.name: each.codes.values[0] if each.codes else dull[each.type] for each in required} | values


class Street:
    """Collects rows. A person's record and pseudonym bear the name the test gives, after `rename`."""

    programme = SimpleNamespace(cohort=COHORT)

    def __init__(self, folder, rename=lambda name: name):
        self._folder, self._rename, self._rows, self._lines = folder, rename, defaultdict(list), 0

    def person(self, name, born=None):
        self._rows["linkage.person"].append(
            {"person_id": self._rename(name), "month_of_birth": born, "records": 1, "registers": 1}
        )
        self._rows["linkage.record_link"].append(
            {"record_id": name, "person_id": self._rename(name), "register": "feeds.ssd_person", "tie": "alone"}
        )

    def lives(
        self,
        names,
        place,
        since,
        *,
        until=None,
        register="council_tax_account",
        known=None,
        told_end=None,
        taken_back=None,
    ):
        """Say that a register has people at a place; an end is known from `told_end` on, else from the beginning."""
        for name in names.split():
            row = {
                "person_id": self._rename(name),
                "place_id": place,
                "register": f"feeds.{register}",
                "area": "area",
                "place_occupancy": 1,
                "started_on": since,
                "withdrawn_on": taken_back,
            }
            if told_end is None:
                self._rows["linkage.residence"].append(row | {"ended_on": until, "known_on": known or since})
            else:
                self._rows["linkage.residence"].append(row | {"ended_on": None, "known_on": known or since})
                self._rows["linkage.residence"].append(row | {"ended_on": until, "known_on": told_end})

    def row(self, table, known_on=EARLY, **values):
        self._lines += 1
        given = {"delivery": f"{table}", "line": self._lines, "known_on": known_on} | values
        self._rows[f"feeds.{table}"].append(filled(lake_tables()[f"feeds.{table}"], given))

    def take_back(self, table, known_on, *lines):
        """Say that rows of a table were taken back; each by its line."""
        for line in lines:
            self.row("withdrawn", known_on, table_name=f"feeds.{table}", delivery=table, line=line)

    def mother(self, mother, child, **more):
        self.row(
            "ssd_mother",
            moth_table_id=f"{mother} {child}",
            record_id=mother,
            moth_childs_person_record_id=child,
            **more,
        )

    def tenancy(self, reference, people, start=EARLY, **more):
        for name, relationship in people.items():
            self.row(
                "housing_tenancy_member",
                tenancy_ref=reference,
                record_id=name,
                relationship=relationship,
                start_date=start,
                **more,
            )

    def shuffled(self, rng):
        for rows in self._rows.values():
            rng.shuffle(rows)

    def edition(self):
        edition = Edition(Lake(self._folder / "lake"), WEEK)
        for name in ("linkage.person", "linkage.record_link", "linkage.residence", *self._rows):
            rows = pa.Table.from_pylist(self._rows[name], arrow_schema(lake_tables()[name]))
            edition.write(name, rows)
        return edition

    def known(self):
        with self.edition().connect() as lake:
            return Known.of(lake)

    def formed(self, day=WEEK, cohort=COHORT):
        """Form families on a day; give the families' rows and the members' rows."""
        edition = self.edition()
        form_dated_families(edition, dates=[day], programme=SimpleNamespace(cohort=cohort))
        with edition.connect() as lake:
            return tuple(lake.table(f"families.{name}").to_pyarrow().to_pylist() for name in ("family", "membership"))

    def doubt_rows(self, *days):
        """Form families on some days; give the rows about memberships that are doubted."""
        edition = self.edition()
        form_dated_families(edition, dates=days, programme=self.programme)
        with edition.connect() as lake:
            return lake.table("families.unconfirmed").order_by("as_of", "person_id").to_pyarrow().to_pylist()

    def doubts(self, *days):
        """Give for each of some days what speaks against whose membership, by name."""
        rows = self.doubt_rows(*days)
        return [{row["person_id"]: row["doubt"] for row in rows if row["as_of"] == day} for day in days]

    def families(self, day=WEEK):
        """Give the families of a day as a sorted list of sorted names."""
        found = defaultdict(list)
        for row in self.formed(day)[1]:
            found[row["family_id"]].append(row["person_id"])
        return sorted(sorted(names) for names in found.values())

    def roles(self, day=WEEK):
        """Give role and evidence of each member."""
        return {row["person_id"]: (row["role"], row["evidence"]) for row in self.formed(day)[1]}


@pytest.fixture
def street(tmp_path):
    return Street(tmp_path / "street")


@pytest.fixture
def oaks(street):
    """Ann and Jon Oak with Eva and Kit, at one address since 2020."""
    for name, born in (("ann", "1985-03"), ("jon", "1983-06"), ("eva", "2012-04"), ("kit", "2015-09")):
        street.person(name, born)
    street.lives("ann jon", "elm row", EARLY)
    street.lives("eva kit", "elm row", EARLY, register="school_enrolment")
    street.tenancy("T1", {"ann": "SELF", "jon": "PARTNER", "eva": "CHILD", "kit": "CHILD"})
    return street
