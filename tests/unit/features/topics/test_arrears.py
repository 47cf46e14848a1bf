"""The steps of recovery in their order."""

import ibis
import pytest

from csps.contracts.code_lists.housing_and_money import COUNCIL_TAX_ARREARS_STAGE, HOUSING_ARREARS_STAGE
from csps.features.topics.arrears import step_of


@pytest.mark.parametrize("stages", [COUNCIL_TAX_ARREARS_STAGE, HOUSING_ARREARS_STAGE])
def test_steps_are_numbered_as_their_list_orders_them(stages):
    duck = ibis.duckdb.connect()
    found = [duck.to_pyarrow(step_of(ibis.literal(code), stages)).as_py() for code in stages.values]
    assert found == list(range(len(stages.values)))
