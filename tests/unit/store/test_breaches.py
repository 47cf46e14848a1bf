"""One sentence for everything that rows do wrong."""

from __future__ import annotations

from collections import Counter

import pytest

from csps.domain.errors import ContractError
from csps.store.breaches import refuse


def told(kit, **breaches):
    with pytest.raises(ContractError) as refusal:
        refuse(kit.TINY, Counter({("column", rule): rows for rule, rows in breaches.items()}))
    return str(refusal.value)


def test_without_breaches_nothing_is_refused(kit):
    refuse(kit.TINY, Counter())


@pytest.mark.parametrize(("rows", "counted"), [(0, "column: odd."), (1, "odd (1 row)."), (2, "odd (2 rows).")])
def test_rows_are_counted_where_rows_are_meant(kit, rows, counted):
    assert counted in told(kit, odd=rows)


def test_breaches_stand_in_an_order_that_does_not_depend_on_how_they_were_found(kit):
    one, other = told(kit, b=1, a=2), told(kit, a=2, b=1)
    assert one == other
    assert one.index("column: a (2 rows)") < one.index("column: b (1 row)")


def test_the_table_is_named_and_where_its_contract_can_be_seen(kit):
    words = told(kit, odd=1)
    assert "Rows for feeds.tiny break their contract" in words
    assert "csps tables feeds.tiny" in words
    assert "Nothing was changed." in words
