"""What MLflow loads scores like the model it was saved from, and refuses damaged files."""

from __future__ import annotations

import pytest

from csps.domain.errors import IntegrityError
from csps.riskmodel.files import TREES
from csps.riskmodel.pyfunc import _load_pyfunc


def test_it_scores_like_the_model(kit, tmp_path):
    digest = kit.model.save(tmp_path / "model")
    loaded = _load_pyfunc(str(tmp_path / "model"), {"digest": digest})
    assert (loaded.predict(kit.later.frame) == kit.model.score(kit.later.frame)).all()


def test_damaged_files_are_refused(kit, tmp_path):
    digest = kit.model.save(tmp_path / "model")
    (tmp_path / "model" / TREES).write_bytes(b"tree")
    with pytest.raises(IntegrityError):
        _load_pyfunc(str(tmp_path / "model"), {"digest": digest})
