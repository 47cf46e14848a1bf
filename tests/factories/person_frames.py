"""Frames of invented people in families, with as many faulty records of each as a test wants."""

from __future__ import annotations

import numpy as np
import pandas as pd

FORENAMES = [
    "amelia",
    "olivia",
    "isla",
    "ava",
    "mia",
    "ivy",
    "lily",
    "rosie",
    "freya",
    "grace",
    "noah",
    "oliver",
    "george",
    "leo",
    "arthur",
    "muhammad",
    "theo",
    "oscar",
    "jack",
    "harry",
    "yusuf",
    "ibrahim",
    "zara",
    "aisha",
    "fatima",
    "chloe",
    "kwame",
    "ama",
    "kofi",
    "adaeze",
    "chidi",
    "mehmet",
    "elif",
    "emre",
    "deniz",
    "sofia",
    "mateo",
]
SURNAMES = [
    "smith",
    "jones",
    "taylor",
    "brown",
    "williams",
    "wilson",
    "johnson",
    "davies",
    "patel",
    "khan",
    "begum",
    "ahmed",
    "okafor",
    "mensah",
    "yilmaz",
    "demir",
    "kaya",
    "rahman",
    "hussain",
    "nguyen",
    "tran",
    "garcia",
    "silva",
    "kowalski",
    "nowak",
    "ivanova",
    "green",
    "hall",
    "clarke",
    "wood",
]
STREETS = [
    "mare street",
    "well street",
    "kingsland road",
    "amhurst road",
    "dalston lane",
    "graham road",
    "queensbridge road",
]
COLUMNS = {
    "given": "first_name",
    "family": "surname",
    "born": "date_of_birth",
    "sex": "sex",
    "street": "address_line",
    "code": "postcode",
}


class Town:
    """Families of four at addresses of their own."""

    def __init__(self, families: int, seed: int) -> None:
        draw = np.random.default_rng(seed)
        people = families * 4
        home = np.repeat(np.arange(families), 4)
        self.people = pd.DataFrame(
            {
                "truth": np.arange(people),
                "given": draw.choice(FORENAMES, people),
                "family": draw.choice(SURNAMES, families)[home],
                "born": (np.datetime64("1970-01-01") + draw.integers(0, 18_000, people)).astype(str),
                "sex": draw.choice(["F", "M"], people),
                "street": [f"{one} {STREETS[one % len(STREETS)]}" for one in draw.integers(1, 200, families)[home]],
                "code": [f"E{1 + one % 9} {one % 7}AB" for one in home],
            }
        ).astype({"truth": int})
        self._draw = draw

    def records(self, each: float, faults: float, missing: float = 0.05) -> pd.DataFrame:
        """Give about `each` records of everybody, with a share of faulty and of missing values."""
        rows = self.people.loc[np.repeat(self.people.index, 1 + self._draw.poisson(each - 1, len(self.people)))]
        rows = rows.reset_index(drop=True).astype(dict.fromkeys(COLUMNS, object))
        for name in COLUMNS:
            if name != "sex":
                wrong = np.flatnonzero(self._draw.random(len(rows)) < faults)
                rows.loc[wrong, name] = [self._slip(text) for text in rows.loc[wrong, name]]
            rows.loc[self._draw.random(len(rows)) < missing, name] = None
        rows["record_id"] = [f"r{number:05d}" for number in self._draw.permutation(len(rows))]
        return rows

    def _slip(self, text: str) -> str:
        place = int(self._draw.integers(len(text)))
        return text[:place] + text[place + 1 :] if self._draw.random() < 0.5 else text[:place] + "e" + text[place:]


def f1(linked: pd.DataFrame, truth: pd.Series) -> float:
    """Give the pairwise F1 of persons against the truth, both in the same order."""

    def pairs(*labels: pd.Series) -> float:
        size = pd.Series(1, index=range(len(truth))).groupby([label.to_numpy() for label in labels]).sum()
        return float((size * (size - 1) / 2).sum())

    right, said, so = pairs(linked["person_id"], truth), pairs(linked["person_id"]), pairs(truth)
    return 2 * right / (said + so)
