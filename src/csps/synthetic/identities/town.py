"""Building the town: areas with a smooth deprivation, streets through them, buildings along the streets.

Areas lie on a grid walked in a snake, so that areas next in number are next in space. Each has about 620 dwellings
(1,500 residents). Deprived areas have more and larger estates, the others more houses; mixes are assumptions that come
to 40 to 45 % social rent, a third private rent and a quarter owners in all, as in inner London.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from csps.domain.errors import UsageError
from csps.synthetic.identities.address_lines import street_words
from csps.synthetic.identities.addresses import Dwellings, Kind, Tenure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Int32 = NDArray[np.int32]

DWELLINGS_PER_AREA = 620
DWELLINGS_PER_POSTCODE = 17
FIRST_UPRN = 990_000_000_000
POSTCODE_AREA = "XH"
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
FLATS_PER_FLOOR = 4
MOST_FLATS = 180
EQUAL_FIFTHS = (0.2, 0.2, 0.2, 0.2, 0.2)
HOSTEL_SHARE, REFUGE_SHARE = 0.0006, 0.00004  # of dwellings; at least one of each in a town of 500 or more


class _Buildings(NamedTuple):
    """Buildings in street order: kind, flats in each, area, whether part of an estate."""

    kind: NDArray[np.int64]
    flats: NDArray[np.int64]
    area: NDArray[np.int64]
    estate: NDArray[np.bool_]


def make_dwellings(count: int, rng: np.random.Generator, quintile_shares: Sequence[float] = EQUAL_FIFTHS) -> Dwellings:
    """Make a town of `count` dwellings.

    Args:
        count: dwellings, 1 to 1,000,000 (an HMO, a hostel and a refuge are one dwelling each).
        rng: source of randomness.
        quintile_shares: share of areas in each deprivation quintile, the most deprived first. Equal fifths rank the
            borough within itself; (0.42, 0.34, 0.16, 0.06, 0.02) would resemble an inner-London borough in England.

    Raises:
        UsageError: a count outside the range, or shares that do not add up to one.
    """
    if not 1 <= count <= 1_000_000:
        raise UsageError(f"A town of {count} dwellings cannot be made.", next_step="Ask for 1 to 1,000,000.")
    if len(quintile_shares) != 5 or min(quintile_shares) < 0 or abs(sum(quintile_shares) - 1) > 1e-9:
        raise UsageError("The shares of the five deprivation quintiles must add up to one.")
    areas = max(1, round(count / DWELLINGS_PER_AREA))
    score = deprivation_field(areas, rng)
    quota = (np.arange(areas) + 1) * count // areas - np.arange(areas) * count // areas
    buildings = _raise_buildings(quota, score, rng)
    building = np.repeat(np.arange(len(buildings.kind)), buildings.flats)
    return _number_dwellings(buildings, building, score, np.asarray(quintile_shares), rng)


def deprivation_field(areas: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Give each area a score in [0, 1], high is more deprived: a few hills on the grid and a little roughness."""
    width = max(1, round(areas**0.5))
    row, step = np.divmod(np.arange(areas), width)
    column = np.where(row % 2 == 0, step, width - 1 - step)
    place = np.stack((row, column), axis=1) / width
    hills, heights = rng.random((6, 2)), rng.normal(size=6)
    distance = ((place[:, None, :] - hills[None]) ** 2).sum(axis=2)
    height = np.exp(-distance / 0.08) @ heights + rng.normal(scale=0.08, size=areas)
    ranks = np.argsort(np.argsort(height))
    result: NDArray[np.float64] = (ranks + 0.5) / areas
    return result


def _raise_buildings(quota: NDArray[np.int64], score: NDArray[np.float64], rng: np.random.Generator) -> _Buildings:
    """Fill each area with buildings until its quota of dwellings is met; the last block is cut to fit."""
    parts = [_area_buildings(area, int(quota[area]), float(score[area]), rng) for area in range(len(quota))]
    return _Buildings(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def _area_buildings(area: int, quota: int, score: float, rng: np.random.Generator) -> _Buildings:
    """Draw one area's buildings. Shares are of buildings, so few blocks hold most dwellings."""
    tries = quota + 8
    shares = np.array([0.58 - 0.25 * score, 0.055 + 0.07 * score, 0.28, 0.045 + 0.05 * score])
    kind = rng.choice([Kind.HOUSE, Kind.FLAT, Kind.CONVERTED, Kind.HMO], size=tries, p=shares / shares.sum())
    block = np.clip(rng.lognormal(2.7 + 0.7 * score, 0.7, tries).astype(np.int64), 6, MOST_FLATS)
    flats = np.select([kind == Kind.FLAT, kind == Kind.CONVERTED], [block, rng.integers(2, 6, tries)], 1)
    built = int(np.searchsorted(np.cumsum(flats), quota)) + 1
    kind, flats = kind[:built], flats[:built]
    flats[-1] -= int(flats.sum()) - quota
    estate = (kind == Kind.FLAT) & (rng.random(built) < 0.35 + 0.55 * score)
    return _Buildings(kind, flats, np.full(built, area), estate)


def _number_dwellings(
    buildings: _Buildings,
    building: NDArray[np.int64],
    score: NDArray[np.float64],
    quintile_shares: NDArray[np.float64],
    rng: np.random.Generator,
) -> Dwellings:
    count = len(building)
    start = np.concatenate(([0], np.cumsum(buildings.flats)[:-1]))
    position = np.arange(count) - start[building]
    street_of_building, number_of_building, street_texts = _lay_streets(buildings, rng)
    kind = _with_hostels(buildings.kind[building], buildings.flats[building], rng)
    lettered = rng.random(len(buildings.kind)) < 0.35
    flat, flat_texts = _flat_labels(kind, position, lettered[building])
    block, block_texts = _block_names(buildings, rng)
    area = buildings.area[building]
    postcode, postcode_texts = _postcodes(street_of_building[building], count)
    uprn = FIRST_UPRN + np.cumsum(rng.integers(1, 40, count))
    edges = np.cumsum(quintile_shares)[:-1]
    return Dwellings(
        uprn=uprn,
        kind=kind.astype(np.int8),
        tenure=_tenures(kind, buildings.estate[building], score[area], rng),
        places=_places(kind, rng),
        building=building.astype(np.int32),
        number=number_of_building[building].astype(np.int32),
        flat=flat,
        block=block[building].astype(np.int32),
        street=street_of_building[building].astype(np.int32),
        postcode=postcode,
        area=area.astype(np.int32),
        neighbour=_neighbours(
            kind, position, buildings.flats[building], lettered[building], street_of_building[building]
        ),
        deprivation=score[area],
        deprivation_quintile=(1 + np.searchsorted(edges, 1 - score[area], side="right")).astype(np.int8),
        flat_texts=flat_texts,
        block_texts=block_texts,
        street_texts=street_texts,
        postcode_texts=postcode_texts,
        area_texts=np.array([f"X01{place:06d}" for place in range(len(score))], dtype=object),
    )


def _lay_streets(
    buildings: _Buildings, rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.object_]]:
    """Part the buildings into streets of 10 to 60, each in one area, and number them 1, 2, 3 along the street."""
    size = len(buildings.kind)
    marks = np.cumsum(rng.integers(10, 61, size // 10 + 2))
    begins = np.zeros(size, dtype=bool)
    begins[marks[marks < size]] = True
    begins |= np.diff(buildings.area, prepend=-1) != 0
    street = np.cumsum(begins) - 1
    first = np.flatnonzero(begins)
    return street, np.arange(size) - first[street] + 1, _street_names(len(first), rng)


def _street_names(count: int, rng: np.random.Generator) -> NDArray[np.object_]:
    """Draw distinct street names; the type of way by its share. Beyond the stock, "Upper", "Lower" and so on."""
    types, stems = street_words("type"), list(street_words("stem"))
    shares = np.array([float(share) for share in types.values()])
    stock = [(stem, way) for stem in stems for way in types]
    weights = np.tile(shares, len(stems))
    keys = np.log(rng.random(len(stock))) / weights  # weighted order without replacement (Efraimidis and Spirakis)
    order = np.argsort(-keys)
    names = [f"{stock[place][0]} {stock[place][1]}" for place in order[: min(count, len(stock))]]
    prefixes = ("Upper", "Lower", "Old", "New", "North", "South", "East", "West", "Little", "Great")
    names += [f"{prefixes[more // len(stock) % 10]} {names[more % len(stock)]}" for more in range(count - len(names))]
    return np.array(names, dtype=object)


def _with_hostels(kind: NDArray[np.int64], flats: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Turn a few single buildings into hostels and refuges."""
    result = kind.copy()
    single = np.flatnonzero((flats == 1) & np.isin(kind, (Kind.HOUSE, Kind.HMO)))
    wanted = [max(int(len(kind) >= 500), round(len(kind) * share)) for share in (HOSTEL_SHARE, REFUGE_SHARE)]
    chosen = rng.permutation(single)[: sum(wanted)]
    result[chosen[: wanted[0]]] = Kind.HOSTEL
    result[chosen[wanted[0] :]] = Kind.REFUGE
    return result


def _flat_labels(
    kind: NDArray[np.int64], position: NDArray[np.int64], lettered: NDArray[np.bool_]
) -> tuple[Int32, NDArray[np.object_]]:
    """Label flats: 1, 2, 3 or floor and letter (14A to 14D) in blocks, A, B, C in divided houses."""
    letters = "ABCD"
    texts = ["", *(str(number) for number in range(1, MOST_FLATS + 1))]
    texts += [f"{floor}{letter}" for floor in range(1, MOST_FLATS // FLATS_PER_FLOOR + 1) for letter in letters]
    texts += list("ABCDE")
    plain = 1 + position
    label = np.where(lettered, MOST_FLATS + 1 + position, plain)
    label = np.where(kind == Kind.CONVERTED, len(texts) - 5 + np.minimum(position, 4), label)
    return np.where(np.isin(kind, (Kind.FLAT, Kind.CONVERTED)), label, 0).astype(np.int32), np.array(
        texts, dtype=object
    )


def _neighbours(
    kind: NDArray[np.int64],
    position: NDArray[np.int64],
    flats: NDArray[np.int64],
    lettered: NDArray[np.bool_],
    street: NDArray[np.int64],
) -> Int32:
    """Give the dwelling each is mistaken for: two flats along the floor (A and C), the next flat, the next house but one."""
    own = np.arange(len(kind))
    on_floor = position % FLATS_PER_FLOOR
    along = np.where(lettered & (kind == Kind.FLAT), np.where(on_floor < 2, 2, -2), np.where(position % 2 == 0, 1, -1))
    along = np.where(position + along >= flats, -1, along)
    along = np.where(flats == 1, 2, along)
    other = np.minimum(own + along, len(kind) - 1)
    near = (
        (street[other] == street)
        & ((flats > 1) | (flats[other] == 1))
        & (position + np.where(flats > 1, along, 0) >= 0)
    )
    return np.where(near, other, own).astype(np.int32)


def _block_names(buildings: _Buildings, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Name the blocks; a name may stand twice in a town, in different streets. Estates lend theirs to some."""
    types = street_words("blocktype")
    shares = np.array([float(share) for share in types.values()]) / 100
    stock = [f"{name} {way}" for name in street_words("block") for way in types]
    weights = np.tile(shares / shares.sum(), len(stock) // len(types))
    drawn = 1 + rng.choice(len(stock), size=len(buildings.kind), p=weights / weights.sum())
    estates = list(street_words("estate"))
    texts = np.array(["", *stock, *(f"{name}, {estate} Estate" for name in stock for estate in estates)], dtype=object)
    estate = rng.integers(len(estates), size=int(buildings.area.max()) + 1)[buildings.area]
    on_estate = buildings.estate & (rng.random(len(drawn)) < 0.5)
    block = np.where(on_estate, 1 + len(stock) + (drawn - 1) * len(estates) + estate, drawn)
    return np.where(buildings.kind == Kind.FLAT, block, 0), texts


def _postcodes(street: NDArray[np.int64], count: int) -> tuple[Int32, NDArray[np.object_]]:
    """Give a new postcode at each street and every 17 dwellings along it."""
    first = np.flatnonzero(np.diff(street, prepend=-1) != 0)
    along = np.arange(count) - first[street]
    begins = along % DWELLINGS_PER_POSTCODE == 0
    unit = np.cumsum(begins) - 1
    letters = len(INWARD_LETTERS)
    texts = []
    for place in range(int(unit[-1]) + 1):
        rest, last = divmod(place, letters)
        rest, middle = divmod(rest, letters)
        district, sector = divmod(rest, 9)
        texts.append(f"{POSTCODE_AREA}{district + 1} {sector + 1}{INWARD_LETTERS[middle]}{INWARD_LETTERS[last]}")
    return unit.astype(np.int32), np.array(texts, dtype=object)


def _tenures(
    kind: NDArray[np.int64], estate: NDArray[np.bool_], score: NDArray[np.float64], rng: np.random.Generator
) -> NDArray[np.int8]:
    """Draw how each dwelling is held: estates mostly social with some sold, houses owned or let, conversions let."""
    social = np.select([estate, kind == Kind.FLAT, kind == Kind.CONVERTED], [0.74, 0.22, 0.15], 0.10 + 0.22 * score)
    owner = np.select([estate, kind == Kind.FLAT, kind == Kind.CONVERTED], [0.12, 0.34, 0.28], 0.58 - 0.2 * score)
    draws = rng.random(len(kind))
    tenure = np.where(
        draws < social, Tenure.SOCIAL_RENT, np.where(draws < social + owner, Tenure.OWNER, Tenure.PRIVATE_RENT)
    )
    tenure = np.where(kind == Kind.HMO, Tenure.PRIVATE_RENT, tenure)
    return np.where(np.isin(kind, (Kind.HOSTEL, Kind.REFUGE)), Tenure.TEMPORARY, tenure).astype(np.int8)


def _places(kind: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int16]:
    """Give the number of households each dwelling is made for."""
    count = len(kind)
    many = [rng.integers(3, 9, count), rng.integers(10, 61, count), rng.integers(6, 13, count)]
    return np.select([kind == Kind.HMO, kind == Kind.HOSTEL, kind == Kind.REFUGE], many, 1).astype(np.int16)
