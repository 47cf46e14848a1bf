"""Measure made boroughs' rates from what was delivered, beside the published ones, and write the calibration page.

    csps synthetic make borough --residents 300000
    python benchmarks/borough_rates.py borough

Several boroughs stand beside each other, and a main rate is judged in each.

Every figure is counted in the deliveries, as a council would count it from its extracts: the last version of each row,
children aged 0 to 17 who lived in the borough (from the truth, which stands in for the census) as the denominator.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

WEEKS_A_YEAR = 365.25 / 7
SEND_SHARES = (
    0.81,
    0.14,
    0.05,
)  # of pupils: without special needs, with support, with a plan; assumed, nearly the borough's


def of_all_pupils(*by_need: float) -> float:
    """Mix a figure that is published by special needs (none, support, plan) into one of all pupils.

    >>> round(of_all_pupils(15.1, 24.2, 27.8), 1)
    17.0
    """
    return sum(share * figure for share, figure in zip(SEND_SHARES, by_need, strict=True))


MIXED = "our arithmetic from Hackney 2024/25 by special needs, shares of pupils assumed"


@dataclass(frozen=True)
class Measure:
    """One published rate and how ours is counted.

    Args:
        name: what is measured.
        published: the figure to stand beside.
        source: which figure it is.
        per: the denominator: children, households, women, pupils, or nothing for a share.
        unit: per how many.
        sql: gives the events (as `events`) over all delivered years, or the value itself for a share.
        main: whether it should lie within 15 % or two standard errors.
    """

    name: str
    published: float
    source: str
    per: str
    unit: float
    sql: str
    main: bool = False


class Borough:
    """A made borough opened for counting."""

    def __init__(self, directory: Path) -> None:
        self.workspace, self.truth = directory / "workspace", directory / "truth"
        self.feeds = tomllib.loads((self.workspace / "programme.toml").read_text(encoding="utf-8"))["feeds"]
        self.connection = duckdb.connect()
        self.connection.sql("SET memory_limit = '6GB'; SET threads = 2")
        weeks = len(list((self.workspace / "deliveries" / "police").glob("police_incident_*.csv")))
        self.years = weeks / WEEKS_A_YEAR
        first = min((self.workspace / "deliveries" / "police").glob("police_incident_*.csv")).stem[-10:]
        self.connection.sql(f"CREATE MACRO in_years(day) AS day > DATE '{first}' - 7")
        for name, feed in self.feeds.items():
            self._open(name, feed)
        self._denominators(first)

    def _open(self, name: str, feed: dict) -> None:
        """Make a view of one table: the last delivered version of every row, dates as dates."""
        files = str(self.workspace / "deliveries" / feed["pattern"])
        options = {"delim": feed["delimiter"], "dateformat": feed["date_format"], "header": True, "filename": True}
        relation = self.connection.read_csv(
            files, sep=options["delim"], header=True, dtype=None, date_format=options["dateformat"], filename=True,
            quotechar='"', escapechar='"', sample_size=-1 if name != "school_attendance" else 100_000,
        )  # fmt: skip
        relation.create_view(f"all_{name}")

    def last(self, table: str, key: str) -> str:
        """Give a sub-query with the last version of each row of a table."""
        return f"(SELECT * FROM all_{table} QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY filename DESC) = 1)"

    def _denominators(self, first: str) -> None:
        people, stays = self.truth / "person.parquet", self.truth / "membership.parquet"
        self.connection.sql(
            f"CREATE TABLE days AS SELECT CAST(unnest(range(DATE '{first}', DATE '2100-01-01', INTERVAL 182 DAY)) AS DATE) AS day"
        )
        self.connection.sql(
            "DELETE FROM days WHERE day > (SELECT CAST(max(regexp_extract(filename, '(\\d{4}-\\d{2}-\\d{2})', 1)) AS DATE) "
            "FROM all_police_incident)"
        )
        here = f"""
            SELECT d.day, p.sex, p.born_on, m.family, m.person
            FROM '{stays}' m JOIN '{people}' p USING (person) JOIN days d
              ON m."from" <= d.day AND (m."to" IS NULL OR m."to" > d.day) AND m.role <> 'second_home'"""
        self.connection.sql(f"CREATE TABLE here AS {here}")
        one = "SELECT avg(n) FROM (SELECT day, count(DISTINCT {what}) AS n FROM here WHERE {which} GROUP BY day)"
        self.size = {
            "children": self._value(one.format(what="person", which="day < born_on + INTERVAL 18 YEAR")),
            "households": self._value(one.format(what="family", which="true")),
            "women": self._value(one.format(what="person", which="sex = 'F' AND day >= born_on + INTERVAL 16 YEAR")),
            "people": self._value(one.format(what="person", which="true")),
            "youths": self._value(
                one.format(
                    what="person", which="day >= born_on + INTERVAL 10 YEAR AND day < born_on + INTERVAL 18 YEAR"
                )
            ),
        }

    def _value(self, sql: str) -> float:
        rows = self.connection.sql(sql).fetchall()
        return float(rows[0][0]) if rows and rows[0][0] is not None else math.nan

    def measured(self, measure: Measure) -> tuple[float, float]:
        """Give the measured rate and its standard error."""
        value = self._value(measure.sql)
        if not measure.per:
            return value, math.nan
        size = self.size[measure.per]
        events = value
        scale = measure.unit / size / self.years
        return events * scale, math.sqrt(events) * 1.6 * scale  # siblings come together: errors are wider than Poisson


def measures(borough: Borough) -> list[Measure]:
    """Name everything that is measured."""
    last = borough.last
    cine = last("ssd_cin_episodes", "cine_referral_id")
    s47 = last("ssd_s47_enquiry", "s47e_s47_enquiry_id")
    icpc = last("ssd_initial_cp_conference", "icpc_icpc_id")
    plan = last("ssd_cp_plans", "cppl_cp_plan_id")
    care = last("ssd_cla_episodes", "clae_cla_episode_id")
    assessed = last("ssd_cin_assessments", "cina_assessment_id")
    marac = last("marac_case", "case_ref, person_ref, meeting_date")
    homeless = last("homelessness_case", "case_ref")
    excluded = last("school_exclusion", "exclusion_id")

    def events(table: str, day: str, where: str = "true") -> str:
        return f"SELECT count(*) FROM {table} WHERE in_years({day}) AND {where}"

    def stock(table: str, start: str, end: str, person: str) -> str:
        return f"""
            SELECT avg(n) FROM (SELECT d.day, count(DISTINCT {person}) AS n FROM {table} JOIN days d
            ON {start} <= d.day AND ({end} IS NULL OR {end} > d.day) GROUP BY d.day)"""

    def share(table: str, which: str, of: str = "true") -> str:
        return f"SELECT 100.0 * count(*) FILTER ({which}) / count(*) FROM {table} WHERE {of}"

    # sessions of each pupil in each academic year, and the share missed
    borough.connection.sql("""
        CREATE OR REPLACE TEMP TABLE absence AS
        SELECT pupil_id, year(week_start - INTERVAL 8 MONTH) AS autumn,
               sum(sessions) FILTER (register_code NOT IN ('Q','X','Y','Y1','Y2','Y3','Y4','Y5','Y6','Y7','Z','#')) AS possible,
               sum(sessions) FILTER (register_code IN ('C','C1','C2','E','H','I','J1','M','R','S','T','G','N','O','U')) AS missed
        FROM all_school_attendance GROUP BY 1, 2""")
    per_child, hackney, england = "children", "Hackney 2024", "England 2024"
    return [
        Measure("referrals", 695.8, hackney, per_child, 1e4, events(cine, "cine_referral_date"), main=True),
        Measure(
            "children in need episodes started",
            372.9,
            hackney,
            per_child,
            1e4,
            f"SELECT count(*) FROM {cine} c WHERE in_years(cine_referral_date) AND NOT cine_referral_nfa "
            "AND coalesce(cine_close_reason, '') <> 'RC8'",
            main=True,
        ),
        Measure("section 47 enquiries", 240.3, hackney, per_child, 1e4, events(s47, "s47e_s47_start_date"), main=True),
        Measure(
            "initial child protection conferences",
            64.4,
            hackney,
            per_child,
            1e4,
            events(icpc, "icpc_icpc_date"),
            main=True,
        ),
        Measure(
            "protection plans started",
            53.0,
            hackney,
            per_child,
            1e4,
            events(plan, "cppl_cp_plan_start_date"),
            main=True,
        ),
        Measure(
            "started to be looked after",
            27.5,
            "our arithmetic from England 2024: 33,050 starts, 11,998,646 children",
            per_child,
            1e4,
            f"SELECT count(DISTINCT clae_cla_id) FROM {care} WHERE in_years(clae_entered_care_date)",
            main=True,
        ),
        Measure(
            "persistent absence, % of pupils",
            of_all_pupils(15.1, 24.2, 27.8),
            MIXED,
            "",
            1,
            "SELECT 100.0 * avg((missed >= 0.1 * possible)::INT) FROM (SELECT possible, coalesce(missed, 0) AS missed FROM absence WHERE possible >= 100)",
            main=True,
        ),
        Measure(
            "suspensions per 100 pupils a year",
            3 * of_all_pupils(2.07, 7.27, 6.64),
            f"{MIXED}: three times the autumn term's",
            "",
            1,
            f"SELECT 100.0 * (SELECT count(*) FROM {excluded} WHERE in_years(start_date) AND exclusion_type <> 'PERM') / "
            f"{borough.years} / (SELECT count(*) / count(DISTINCT autumn) FROM absence WHERE possible >= 100)",
            main=True,
        ),
        Measure(
            "homelessness duties",
            13.5,
            "our arithmetic from England 2023-24: 324,990 duties, 24.1 million households",
            "households",
            1e3,
            events(homeless, "application_date"),
            main=True,
        ),
        Measure(
            "MARAC cases",
            47.0,
            "England, year to September 2024",
            "women",
            1e4,
            f"SELECT count(DISTINCT (case_ref, meeting_date)) FROM {marac} WHERE in_years(meeting_date)",
            main=True,
        ),
        Measure("initial contacts", 2501, england, per_child, 1e4, events("all_ssd_contacts", "cont_contact_date")),
        Measure(
            "children in need on a day",
            441.8,
            hackney,
            "",
            1,
            f"SELECT 10000 * ({stock(cine, 'cine_referral_date', 'cine_close_date', 'cine_person_id')}) / {borough.size['children']}",
        ),
        Measure(
            "children under a plan on a day",
            39.6,
            hackney,
            "",
            1,
            f"SELECT 10000 * ({stock(plan, 'cppl_cp_plan_start_date', 'cppl_cp_plan_end_date', 'cppl_person_id')}) / {borough.size['children']}",
        ),
        Measure(
            "looked-after children on a day",
            75.0,
            "our arithmetic from Hackney March 2022: 405 children, population of 2023",
            "",
            1,
            f"SELECT 10000 * ({stock(care, 'clae_cla_episode_start_date', 'clae_cla_episode_ceased_date', 'clae_person_id')}) / {borough.size['children']}",
        ),
        Measure(
            "re-referrals within 12 months, %",
            19.9,
            hackney,
            "",
            1,
            f"SELECT 100.0 * avg((before IS NOT NULL AND cine_referral_date - before <= 365)::INT) FROM (SELECT cine_referral_date, "
            f"lag(cine_referral_date) OVER (PARTITION BY cine_person_id ORDER BY cine_referral_date) AS before FROM {cine}) WHERE in_years(cine_referral_date)",
        ),
        Measure(
            "referrals without further action, %",
            8.5,
            hackney,
            "",
            1,
            share(cine, "cine_referral_nfa", "in_years(cine_referral_date)"),
        ),
        Measure(
            "assessed and not in need, % of referrals",
            37.9,
            hackney,
            "",
            1,
            share(cine, "cine_close_reason = 'RC8' AND NOT cine_referral_nfa", "in_years(cine_referral_date)"),
        ),
        Measure(
            "assessment, median days",
            40,
            hackney,
            "",
            1,
            f"SELECT median(cina_assessment_auth_date - cina_assessment_start_date) FROM {assessed} WHERE cina_assessment_auth_date IS NOT NULL",
        ),
        Measure(
            "second or later plan, %",
            20.8,
            hackney,
            "",
            1,
            f"SELECT 100.0 * avg((n > 1)::INT) FROM (SELECT cppl_cp_plan_start_date, row_number() OVER (PARTITION BY cppl_person_id ORDER BY cppl_cp_plan_start_date) AS n FROM {plan}) WHERE in_years(cppl_cp_plan_start_date)",
        ),
        Measure(
            "referred by the police, %",
            27.3,
            hackney,
            "",
            1,
            share(cine, "cine_referral_source_code = '6'", "in_years(cine_referral_date)"),
        ),
        Measure(
            "referred by schools, %",
            20.5,
            hackney,
            "",
            1,
            share(cine, "cine_referral_source_code IN ('2A', '2B')", "in_years(cine_referral_date)"),
        ),
        Measure(
            "primary need abuse or neglect, % (of referrals; published of children in need on 31 March)",
            45.0,
            hackney,
            "",
            1,
            share(cine, "cine_cin_primary_need_code = 'N1'", "in_years(cine_referral_date)"),
        ),
        Measure(
            "overall absence, %",
            of_all_pupils(5.8, 8.2, 9.4),
            MIXED,
            "",
            1,
            "SELECT 100.0 * sum(coalesce(missed, 0)) / sum(possible) FROM absence",
        ),
        Measure(
            "severe absence, % of pupils",
            of_all_pupils(1.05, 2.4, 3.0),
            MIXED,
            "",
            1,
            "SELECT 100.0 * avg((coalesce(missed, 0) >= 0.5 * possible)::INT) FROM absence WHERE possible >= 100",
        ),
        Measure("MARAC repeats, %", 31.0, "England 2024", "", 1, share(marac, "is_repeat", "role = 'VICTIM'")),
        Measure(
            "police domestic incidents",
            24.5,
            "our arithmetic from England and Wales, year to March 2021: 1,459,663 incidents and crimes, 59.6 million people",
            "people",
            1e3,
            "SELECT count(DISTINCT incident_id) FROM all_police_incident WHERE domestic_flag AND in_years(incident_date)",
        ),
        Measure(
            "youths cautioned or sentenced",
            23.0,
            "England and Wales 2023/24",
            "youths",
            1e4,
            f"SELECT count(DISTINCT yjs_person_ref || year(offence_date)) FROM {last('youth_justice_offence', 'offence_id')} WHERE proven AND in_years(offence_date)",
        ),
        Measure(
            "not in education or work at 16 and 17, %",
            5.4,
            "England 2024",
            "",
            1,
            f"SELECT 100.0 * count(*) FILTER (activity_code ILIKE '%NEET%' OR activity_code ILIKE 'G%' OR activity_code ILIKE '%UNKNOWN%') / count(*) FROM {last('neet_activity', 'young_person_id, start_date')} WHERE end_date IS NULL",
        ),
    ]


@dataclass(frozen=True)
class Counted:
    """What was counted in one borough.

    Attributes:
        residents, seed: of its recipe.
        years: delivered.
        rates: measured and standard error of each measure, by its name.
    """

    residents: int
    seed: int
    years: float
    rates: dict[str, tuple[float, float]]


def counted(directory: Path) -> tuple[Counted, list[Measure]]:
    """Count everything in one borough."""
    recipe = json.loads((directory / "truth" / "recipe.json").read_text(encoding="utf-8"))
    borough = Borough(directory)
    asked = measures(borough)
    rates = {measure.name: borough.measured(measure) for measure in asked}
    borough.connection.close()
    return Counted(recipe["residents"], recipe["seed"], borough.years, rates), asked


def misses(measure: Measure, value: float, error: float) -> bool:
    """Say whether a rate lies further from the published one than 15 % and two standard errors."""
    return abs(value - measure.published) > max(0.15 * measure.published, 0 if math.isnan(error) else 2 * error)


def page(boroughs: list[Counted], asked: list[Measure], on: str) -> tuple[str, int]:
    """Write the page; give it and how often a main rate misses."""
    seeds = [f"seed {one.seed}" for one in boroughs]
    sizes = " and ".join(sorted({f"{one.residents:,}" for one in boroughs}))
    years = " and ".join(sorted({f"{one.years:.1f}" for one in boroughs}))
    lines = [
        "# How the synthetic borough's rates compare with published ones",
        "",
        f"Boroughs of {sizes} residents and {years} delivered years, {', '.join(seeds)}, measured on {on}.",
        "Written by `benchmarks/borough_rates.py`, which says how each rate is counted.",
        "A main rate should lie within 15 % of the published one, or within two standard errors, whichever is wider, in each borough.",
        "The rest are listed as they are.",
        "The ratio is of the boroughs' mean.",
        "",
        "| rate | " + " | ".join(seeds) + " | published | ratio | whose figure | main |",
        "|---|" + "--:|" * len(seeds) + "--:|--:|---|---|",
    ]
    missed = 0
    for measure in asked:
        found = [one.rates[measure.name] for one in boroughs]
        far = [seed for seed, rate in zip(seeds, found, strict=True) if measure.main and misses(measure, *rate)]
        missed += len(far)
        mark = (f"**missed** in {', '.join(far)}" if far else "within") if measure.main else ""
        shown = " | ".join(f"{value:,.1f}" for value, _ in found)
        ratio = statistics.fmean(value for value, _ in found) / measure.published
        lines.append(
            f"| {measure.name} | {shown} | {measure.published:,.1f} | {ratio:.2f} | {measure.source} | {mark} |"
        )
    return "\n".join(lines) + "\n", missed


def main() -> int:
    """Measure the boroughs named on the command line."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("directories", type=Path, nargs="+")
    asked.add_argument("--page", type=Path, help="write the page here as well")
    choices = asked.parse_args()
    found = [counted(directory) for directory in choices.directories]
    text, missed = page([one for one, _ in found], found[0][1], datetime.now(tz=UTC).date().isoformat())
    if choices.page:
        choices.page.write_text(text, encoding="utf-8")
    print(text)
    print(f"{missed} main rates missed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
