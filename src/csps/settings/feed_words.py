"""The words a feed is declared in: formats, encodings, rhythms, decisions, regimes and uses."""

from enum import StrEnum


class Format(StrEnum):
    """How the files of a feed are built. An archive of such files is read as they are."""

    CSV = "csv"  # any delimiter
    EXCEL = "excel"
    PARQUET = "parquet"
    JSON_LINES = "json lines"
    # The field's own: one file gives rows of several tables.
    SSDA903 = "ssda903"
    CIN_CENSUS = "cin census"
    ANNEX_A = "annex a"
    SSD = "ssd"
    SCHOOL_CENSUS = "school census"
    TERMLY_ATTENDANCE = "termly attendance"
    COUNCIL_TAX = "council tax"
    HOUSING_BENEFIT = "housing benefit"
    NCCIS = "nccis"
    FAMILY_CONTEXT = "family context"

    @property
    def is_own(self) -> bool:
        """Whether it is one of the field's own, whose headings, codes and days are known."""
        return self not in (Format.CSV, Format.EXCEL, Format.PARQUET, Format.JSON_LINES)


class Encoding(StrEnum):
    """How letters are written as bytes."""

    UTF_8 = "utf-8"
    UTF_8_MARKED = "utf-8-sig"  # with a byte order mark, as Excel writes it
    UTF_16 = "utf-16"
    WINDOWS = "cp1252"
    LATIN_1 = "iso-8859-1"


class Rhythm(StrEnum):
    """How often an agency delivers."""

    WEEKLY = "weekly"
    WEEKLY_IN_TERM = "weekly in term"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    TERMLY = "termly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    AS_IT_COMES = "as it comes"


class Decision(StrEnum):
    """What the weekly run does with a delivery that is not as expected. Either way it says so."""

    HOLD = "hold"  # leave it out, and use what was known before
    PASS = "pass"  # noqa: S105 - take it in


class Regime(StrEnum):
    """Under which part of data protection law a feed is processed."""

    UK_GDPR = "UK GDPR"
    LAW_ENFORCEMENT = "law enforcement"  # Part 3 of the Data Protection Act 2018


class Use(StrEnum):
    """What a council may let a feed be used for, within what the contract allows. Running csps itself goes without saying."""

    LINKAGE = "linkage"
    SCORING = "scoring"
    EVALUATION = "evaluation"
    CASEWORK = "casework"


class KnownOnSource(StrEnum):
    """Where it says since when the council could have known what a file holds."""

    FILE_NAME = "file name"
    FILE_HEADER = "file header"  # the file says itself when it was written
    COLUMN = "column"
