"""Frames of invented people made like sets that are published for trying record linkage, each by its set's recipe.

What is alike: the columns, how many records and how many of a person, what goes wrong in them and how often. Names are of
syllables, with frequencies that fall off as those of names do. Every frame has `record_id` and `truth` beside its columns.

- voters: two lists of one register some years apart; people move, marry and turn their names round (NCVR)
- historical: many records of people of past centuries, named with titles, second names and short forms (Splink's 50,000)
- census: two enumerations ten years apart; ages are rounded, and there is no date of birth (1851)
- no names: a census frame and an employer's, of mesh block, day and year of birth in two columns, and sex (ABS)
- households: families of twins, and of fathers and sons of one name, with a date of birth written as a number
- restaurants: a name, an address, a town and a telephone, no person at all
- e-mail: up to ten records each, with names turned round and births a month or ten years off (Splink's fake sets)
"""

from __future__ import annotations

import numpy as np
import pandas as pd

SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "wy",
    "za",
    "kel",
    "mor",
    "tan",
    "ber",
    "lin",
    "ford",
    "ham",
    "ton",
]
MORE_SYLLABLES = [*SYLLABLES, "ry", "ess", "al", "ed"]
STREETS = ["road", "street", "lane", "avenue", "close", "way"]
LETTERS = list("abcdefghijklmnopqrstuvwxyz")


class Draw:
    """A source of chance with the habits of names.

    Args:
        seed: the same one gives the same people.
    """

    def __init__(self, seed: int) -> None:
        self.chance = np.random.default_rng(seed)

    def names(self, many: int, kinds: int, fall: float = 0.9) -> np.ndarray:
        """Draw names of so many kinds, a few of them common."""
        kind = ["".join(self.chance.choice(MORE_SYLLABLES, self.chance.integers(2, 4))) for _ in range(kinds)]
        often = 1 / np.arange(1, kinds + 1) ** fall
        return self.chance.choice(np.array(kind, dtype=object), many, p=often / often.sum())

    def days(self, many: int, first: str, last: str) -> pd.DatetimeIndex:
        """Draw days between two."""
        begin, end = (np.datetime64(day).astype(np.int64) for day in (first, last))
        return pd.DatetimeIndex(self.chance.integers(begin, end, many).astype("datetime64[D]"))

    def some(self, many: int, share: float) -> np.ndarray:
        """Flag a share of rows."""
        return self.chance.random(many) < share

    def slips(self, column: pd.Series, share: float) -> pd.Series:
        """Give a column with slips of the pen in a share of its values: a letter more, less, other, or two turned round."""
        return column.where(
            ~(self.some(len(column), share) & column.notna()), column.map(self._slip, na_action="ignore")
        )

    def _slip(self, text: object) -> str:
        word = str(text)
        place, letter = int(self.chance.integers(max(len(word), 1))), str(self.chance.choice(LETTERS))
        kind = int(self.chance.integers(4))
        if kind == 0:
            return word[:place] + letter + word[place:]
        if kind == 1 and len(word) > 1:
            return word[:place] + word[place + 1 :]
        if kind == 2:
            return word[:place] + letter + word[place + 1 :]
        return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]

    def lost(self, frame: pd.DataFrame, shares: dict[str, float]) -> pd.DataFrame:
        """Take values away from a share of each column."""
        frame = frame.astype(dict.fromkeys(shares, object))
        for name, share in shares.items():
            frame.loc[self.some(len(frame), share), name] = None
        return frame

    def numbered(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Give the rows in another order, with a `record_id` each that tells nothing."""
        frame = frame.iloc[self.chance.permutation(len(frame))].reset_index(drop=True)
        return frame.assign(record_id=[f"r{number:06d}" for number in range(len(frame))])


def voters(people: int, seed: int = 5) -> tuple[pd.DataFrame, dict[str, str]]:
    """Two lists of one register, four years apart, two thirds of the people in both."""
    draw = Draw(seed)
    home = draw.chance.integers(0, people // 2, people)
    born = draw.days(people, "1930-01-01", "2000-01-01")
    town, roads = draw.names(people, 60), draw.names(people // 2, 900)
    one = pd.DataFrame(
        {
            "truth": np.arange(people),
            "first_name": draw.names(people, 900),
            "middle_name": draw.names(people, 500),
            "last_name": draw.names(people // 2, 4_000)[home],
            "sex": draw.chance.choice(["M", "F"], people),
            "age": (2010 - born.year).astype(int),
            "birth_year": born.year.astype(str),
            "address": [f"{number % 999 + 1} {road} {STREETS[number % 6]}" for number, road in zip(home, roads[home], strict=True)],
            "city": town[home % people],
            "zip": (27_000 + home % 700).astype(str),
            "phone": (9_190_000_000 + home * 37).astype(str),
            "list": "2010",
        }
    )  # fmt: skip
    other = one[draw.some(people, 0.66)].assign(list="2014")
    moved = draw.some(len(other), 0.18)
    for name in ("address", "city", "zip", "phone"):
        other.loc[moved, name] = one[name].sample(int(moved.sum()), random_state=seed).to_numpy()
    married = draw.some(len(other), 0.05) & (other["sex"] == "F").to_numpy()
    other.loc[married, "last_name"] = draw.names(int(married.sum()), 4_000)
    other["age"] += 4
    other["middle_name"] = other["middle_name"].where(~draw.some(len(other), 0.3), other["middle_name"].str[:1])
    frame = pd.concat([one, other])
    for name in ("first_name", "last_name", "address", "city"):
        frame[name] = draw.slips(frame[name], 0.02)
    frame = draw.lost(frame, {"middle_name": 0.1, "phone": 0.4, "sex": 0.02})
    roles = {
        "first_name": "first_name", "middle_name": "first_name", "last_name": "surname", "sex": "sex",
        "birth_year": "date_of_birth", "address": "address_line", "city": "town", "zip": "postcode", "phone": "phone",
        "list": "source",
    }  # fmt: skip
    return draw.numbered(frame.drop(columns="age")), roles


def historical(people: int, seed: int = 6) -> tuple[pd.DataFrame, dict[str, str]]:
    """About ten records each of people of past centuries: other names of theirs, slips, and much left out."""
    draw = Draw(seed)
    born = draw.days(people, "1600-01-01", "1950-01-01")
    vague = draw.some(people, 0.15)
    whole = pd.DataFrame(
        {
            "truth": np.arange(people),
            "first_name": draw.names(people, 700, 1.1),
            "second": draw.names(people, 400),
            "surname": draw.names(people, 3_000, 0.7),
            "dob": np.where(vague, born.strftime("%Y-01-01"), born.strftime("%Y-%m-%d")),
            "birth_place": draw.names(people, 500, 1.1),
            "postcode_fake": [f"{area[:2]}{number % 20 + 1} {number % 9}{area[2:4]}" for area, number in zip(draw.names(people, 120), draw.chance.integers(0, 180, people), strict=True)],
            "gender": draw.chance.choice(["male", "female"], people, p=[0.8, 0.2]),
            "occupation": draw.names(people, 150, 1.3),
        }
    )  # fmt: skip
    many = 1 + draw.chance.poisson(9 * draw.chance.random(people) * 2)
    rows = whole.loc[np.repeat(whole.index, np.minimum(many, 20))].reset_index(drop=True)
    kind = draw.chance.random(len(rows))
    rows["first_name"] = np.where(
        kind < 0.08, rows["second"], np.where(kind < 0.14, rows["first_name"].str[:3], rows["first_name"])
    )
    kind = draw.chance.random(len(rows))
    rows["surname"] = np.where(
        kind < 0.1, rows["second"] + " " + rows["surname"], np.where(kind < 0.14, rows["birth_place"], rows["surname"])
    )
    near = draw.some(len(rows), 0.25)
    rows.loc[near, "postcode_fake"] = [f"{code.split()[0]} {digit}{letters}" for code, digit, letters in zip(rows.loc[near, "postcode_fake"], draw.chance.integers(0, 9, int(near.sum())), draw.names(int(near.sum()), 50), strict=True)]  # fmt: skip
    other = draw.days(len(rows), "1600-01-01", "1950-01-01").strftime("-%m-%d")
    rows["dob"] = np.where(draw.some(len(rows), 0.06), rows["dob"].str[:4] + other, rows["dob"])
    for name in ("first_name", "surname", "dob", "birth_place"):
        rows[name] = draw.slips(rows[name], 0.06)
    rows = draw.lost(
        rows.drop(columns="second"),
        {"dob": 0.12, "birth_place": 0.1, "postcode_fake": 0.12, "gender": 0.2, "occupation": 0.4},
    )
    roles = {
        "first_name": "first_name", "surname": "surname", "dob": "date_of_birth", "birth_place": "town",
        "postcode_fake": "postcode", "gender": "sex", "occupation": "other",
    }  # fmt: skip
    return draw.numbered(rows), roles


def census(people: int, seed: int = 8) -> tuple[pd.DataFrame, dict[str, str]]:
    """Two enumerations ten years apart: six in ten are found in both, ages are rounded, many share a name."""
    draw = Draw(seed)
    house = draw.chance.integers(0, people // 4, people)
    one = pd.DataFrame(
        {
            "truth": np.arange(people),
            "forename": draw.names(people, 120, 1.2),
            "surname": draw.names(people // 4, 1_500, 0.8)[house],
            "sex": draw.chance.choice(["M", "F"], people),
            "year": draw.chance.integers(1780, 1851, people),
            "birthplace": draw.names(people, 200, 1.0),
            "parish": draw.names(people // 4, 40)[house],
            "census": 1851,
        }
    )
    other = one[draw.some(people, 0.6)].assign(census=1861)
    moved = draw.some(len(other), 0.3)
    other.loc[moved, "parish"] = draw.names(int(moved.sum()), 40)
    frame = pd.concat([one, other])
    off = draw.chance.choice([-2, -1, 0, 1, 2], len(frame), p=[0.05, 0.15, 0.6, 0.15, 0.05])
    frame["year"] = (frame["year"] + off).astype(str)
    for name in ("forename", "surname", "birthplace"):
        frame[name] = draw.slips(frame[name], 0.05)
    roles = {
        "forename": "first_name", "surname": "surname", "sex": "sex", "year": "date_of_birth", "birthplace": "town",
        "parish": "other", "census": "source",
    }  # fmt: skip
    return draw.numbered(frame), roles


def no_names(people: int, seed: int = 9) -> tuple[pd.DataFrame, dict[str, str]]:
    """A census frame and an employers' frame that share a mesh block, day and year of birth, and sex."""
    draw = Draw(seed)
    born = draw.days(people, "1950-01-01", "2004-01-01")
    one = pd.DataFrame(
        {
            "truth": np.arange(people),
            "MB": 10_000 + draw.chance.integers(0, people // 30, people),
            "BDAY": born.strftime("%d/%m"),
            "BYEAR": born.year.astype(float),
            "SEX": draw.chance.choice([1, 2], people),
            "INDUSTRY": draw.chance.integers(1, 20, people),
            "file": "census",
        }
    )
    other = one[draw.some(people, 0.6)].assign(file="employer")
    moved = draw.some(len(other), 0.06)
    other.loc[moved, "MB"] = 10_000 + draw.chance.integers(0, people // 30, int(moved.sum()))
    frame = pd.concat([one, other])
    frame.loc[draw.some(len(frame), 0.02), "BYEAR"] += 1
    frame = draw.lost(frame, {"BDAY": 0.02, "SEX": 0.01, "INDUSTRY": 0.05})
    roles = {
        "MB": "postcode", "BDAY": "date_of_birth", "BYEAR": "date_of_birth", "SEX": "sex", "INDUSTRY": "other",
        "file": "source",
    }  # fmt: skip
    return draw.numbered(frame), roles


def households(homes: int, seed: int = 10) -> tuple[pd.DataFrame, dict[str, str]]:
    """Families of four, one in eight with twins and one in six with a father and a son of one name; births are numbers."""
    draw = Draw(seed)
    people = homes * 4
    home, place = np.repeat(np.arange(homes), 4), np.tile(np.arange(4), homes)
    parent = draw.days(people, "1960-01-01", "1985-01-01")
    child = draw.days(people, "1995-01-01", "2018-01-01")
    born = np.where(place < 2, parent, child)
    given = draw.names(people, 250, 1.0)
    twins, named = draw.some(homes, 0.125), draw.some(homes, 0.17)
    born[np.flatnonzero((place == 3) & twins[home])] = born[np.flatnonzero((place == 2) & twins[home])]
    given[np.flatnonzero((place == 2) & named[home])] = given[np.flatnonzero((place == 0) & named[home])]
    whole = pd.DataFrame(
        {
            "truth": np.arange(people),
            "given_name": given,
            "surname": draw.names(homes, 900, 0.9)[home],
            "date_of_birth": pd.DatetimeIndex(born).strftime("%Y%m%d"),
            "street_number": draw.chance.integers(1, 200, homes)[home].astype(float),
            "address_1": draw.names(homes, 600)[home] + " street",
            "suburb": draw.names(homes, 120)[home],
            "postcode": (2_000 + draw.chance.integers(0, 900, homes)[home]),
        }
    )
    rows = whole.loc[np.repeat(whole.index, 1 + draw.chance.binomial(4, 0.2, people))].reset_index(drop=True)
    for name in ("given_name", "surname", "date_of_birth", "address_1"):
        rows[name] = draw.slips(rows[name], 0.06)
    number = pd.to_numeric(rows["date_of_birth"], errors="coerce")
    rows = draw.lost(rows.assign(date_of_birth=number), {"date_of_birth": 0.08, "street_number": 0.1, "suburb": 0.05})
    rows["date_of_birth"] = rows["date_of_birth"].astype(float)
    roles = {
        "given_name": "first_name", "surname": "surname", "date_of_birth": "date_of_birth", "street_number": "address_line",
        "address_1": "address_line", "suburb": "town", "postcode": "postcode",
    }  # fmt: skip
    return draw.numbered(rows), roles


def restaurants(many: int = 750, seed: int = 12) -> tuple[pd.DataFrame, dict[str, str]]:
    """Two guides of one town's restaurants, a seventh of them in both, each under its guide's way of writing."""
    draw = Draw(seed)
    words = [draw.names(many, 600, 0.6) for _ in range(3)]
    one = pd.DataFrame(
        {
            "truth": np.arange(many),
            "name": words[0] + " " + words[1] + np.where(draw.some(many, 0.4), " cafe", ""),
            "addr": [f"{number} {road} st." for number, road in zip(draw.chance.integers(1, 9_000, many), draw.names(many, 300), strict=True)],
            "city": draw.names(many, 12),
            "phone": [f"{area}/{line // 10_000}-{line % 10_000:04d}" for area, line in zip(draw.chance.integers(210, 220, many), draw.chance.integers(2_000_000, 9_999_999, many), strict=True)],
            "guide": "one",
        }
    )  # fmt: skip
    other = one[draw.some(many, 0.15)].assign(guide="two")
    other["name"] = other["name"].where(draw.some(len(other), 0.6), other["name"].str.split().str[0] + " restaurant")
    other["addr"] = other["addr"].str.replace("st.", "street between 1st and 2nd", regex=False)
    other["phone"] = other["phone"].str.replace("/", "-", regex=False)
    frame = pd.concat([one, other])
    frame["name"] = draw.slips(frame["name"], 0.05)
    return draw.numbered(frame), {"name": "full_name", "addr": "address_line", "city": "town", "phone": "phone"}


def e_mail(people: int, seed: int = 13) -> tuple[pd.DataFrame, dict[str, str]]:
    """Up to ten records each; a fifth of names are missing, some are turned round, births are a month or ten years off."""
    draw = Draw(seed)
    first, last = draw.names(people, 250, 0.8), draw.names(people, 600, 0.8)
    figures = np.where(draw.some(people, 0.5), draw.chance.integers(1, 99, people).astype(str), "")
    whole = pd.DataFrame(
        {
            "truth": np.arange(people),
            "first_name": first,
            "surname": last,
            "born": draw.days(people, "1970-01-01", "2020-01-01"),
            "city": draw.names(people, 60, 1.3),
            "email": first + "." + last + figures + "@" + draw.names(people, 400) + ".com",
        }
    )
    many = np.minimum(1 + draw.chance.geometric(0.25, people), 10)
    rows = whole.loc[np.repeat(whole.index, many)].reset_index(drop=True)
    kind = draw.chance.random(len(rows))
    born = rows["born"] + pd.to_timedelta(
        np.where(kind < 0.12, 30, np.where(kind < 0.2, 365, np.where(kind < 0.25, 3_650, 0))), unit="D"
    )
    rows["dob"] = born.dt.strftime("%Y-%m-%d")
    turned = draw.some(len(rows), 0.1)
    rows.loc[turned, ["first_name", "surname"]] = rows.loc[turned, ["surname", "first_name"]].to_numpy()
    for name in ("first_name", "surname", "city", "email"):
        rows[name] = draw.slips(draw.slips(rows[name], 0.12), 0.04)
    rows = draw.lost(rows.drop(columns="born"), {"first_name": 0.15, "surname": 0.2, "city": 0.2, "email": 0.2})
    roles = {"first_name": "first_name", "surname": "surname", "dob": "date_of_birth", "city": "town", "email": "email"}
    return draw.numbered(rows), roles


SETS = {
    "voters": lambda: voters(12_000),
    "voters, 50,000": lambda: voters(30_000),
    "historical": lambda: historical(1_000),
    "historical, 50,000": lambda: historical(5_000),
    "census": lambda: census(6_000),
    "no names": lambda: no_names(8_000),
    "households": lambda: households(1_500),
    "households, 50,000": lambda: households(7_000),
    "restaurants": restaurants,
    "e-mail": lambda: e_mail(4_000),
}
