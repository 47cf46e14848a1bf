"""The council's horizon and the model's are one."""

from __future__ import annotations

import dataclasses

import pytest

from csps.domain.errors import SettingsError
from csps.settings import read_model_spec, refuse_disagreement


def test_the_committed_models_agree_with_a_synthetic_council(programme, models):
    for name in programme.horizons.by_model():
        refuse_disagreement(programme, read_model_spec(models / name))


def test_another_horizon_is_refused(programme, spec):
    longer = dataclasses.replace(spec, horizon_weeks=78)
    with pytest.raises(SettingsError, match=r"maltreatment_weeks is 52 in programme\.toml.*specified for 78 weeks"):
        refuse_disagreement(programme, longer)


def test_a_model_without_a_horizon_is_refused(programme, spec):
    with pytest.raises(SettingsError, match="neet has no horizon") as refused:
        refuse_disagreement(programme, dataclasses.replace(spec, name="neet"))
    assert refused.value.next_step == "Horizons are chosen for maltreatment, eligibility."
