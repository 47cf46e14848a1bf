"""Reading the word lists in `words/`: tab-separated files, the most frequent name first.

In a list names are parted by blanks, an underscore stands for a blank inside a name, and `Patel:38` says that 38 in
100 bear it; names without a figure share the rest by rank. The lists are the project's own, written from general
knowledge; frequencies are assumptions with the right skew, not a published table.
"""

from __future__ import annotations

from importlib import resources
from itertools import product
from typing import NamedTuple

import numpy as np

RANK_SHIFT = 12.0  # flattens the head: the first name of a list of 80 is borne by about 3 in 100
RANK_POWER = 0.9


class NameList(NamedTuple):
    """Distinct names and the share of people who bear each (adds up to one)."""

    names: list[str]
    shares: np.ndarray


def rows(file: str) -> list[dict[str, str]]:
    """Read one file of `words/`: its first line names the columns."""
    text = resources.files(__package__).joinpath("words", file).read_text(encoding="utf-8")
    head, *lines = text.splitlines()
    columns = head.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def split_words(text: str) -> list[str]:
    """Part a list of names.

    >>> split_words("De_Luca Rossi")
    ['De Luca', 'Rossi']
    """
    return [word.replace("_", " ") for word in text.split(" ")]


def parse_list(text: str) -> NameList:
    """Read a list with its shares.

    >>> parse_list("Patel:38 Shah:10 Mistry").shares.tolist()
    [0.38, 0.1, 0.52]
    """
    names, percents = [], []
    for word in split_words(text):
        name, _, percent = word.partition(":")
        names.append(name)
        percents.append(float(percent) / 100 if percent else np.nan)
    stated = np.array(percents)
    free = np.isnan(stated)
    shares = np.where(free, 0.0, stated)
    rest = max(0.0, 1.0 - shares.sum()) if free.any() else 0.0
    shares[free] = rest * rank_shares(int(free.sum()))
    return merged(names, shares / shares.sum())


def rank_shares(count: int) -> np.ndarray:
    """Give the shares of `count` names by rank, Zipf and Mandelbrot's rule: 1 / (rank + shift) ** power."""
    weights = 1.0 / (np.arange(1, count + 1) + RANK_SHIFT) ** RANK_POWER
    return weights / weights.sum() if count else weights


def merged(names: list[str], shares: np.ndarray) -> NameList:
    """Add up the shares of names that stand in a list twice, keeping the order of first mention."""
    total: dict[str, float] = {}
    for name, share in zip(names, shares.tolist(), strict=True):
        total[name] = total.get(name, 0.0) + share
    return NameList(list(total), np.array(list(total.values())))


def surname_lists() -> dict[tuple[str, str], NameList]:
    """Give every surname list by (list, sex): sex is M, F or U for both. Composed names are the tail of their list."""
    lists = {(row["list"], row["sex"]): parse_list(row["names"]) for row in rows("surnames.tsv")}
    for row in rows("surname_parts.tsv"):
        tail = [first + second for first, second in product(split_words(row["first"]), split_words(row["second"]))]
        share = float(row["weight"]) / 100
        head = lists.get((row["list"], "U"), NameList([], np.zeros(0)))
        shares = np.concatenate((head.shares * (1 - share), np.full(len(tail), share / len(tail))))
        lists[(row["list"], "U")] = merged([*head.names, *tail], shares / shares.sum())
    return lists


def forename_lists() -> dict[tuple[str, str, str], NameList]:
    """Give every forename list by (list, sex, era): sex is M or F, era is old, any or new."""
    return {(row["list"], row["sex"], row["era"]): parse_list(row["names"]) for row in rows("forenames.tsv")}
