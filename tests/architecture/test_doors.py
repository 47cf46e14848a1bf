"""Each library has a door: the rooms named here may import it, and no others, in any way of importing."""

from __future__ import annotations

import sys

import pytest

from csps.domain.stages import PATH

STAGES = {stage.name for stage in PATH}
MODELLING_EDGE = {"modelling", "riskmodel", "explain", "assurance", "scoring", "registry", "impact"}
EVERYWHERE = "everywhere above the contracts"

# Library -> the rooms that may import it. A library that is not here may not be imported at all.
DOORS: dict[str, set[str] | str] = {
    "click": {"cli"},
    "cryptography": {"keys"},
    "duckdb": {"store"},
    "fairlearn": {"assurance"},
    "ibis": {"store", *STAGES},  # the common language of tables between the store and the stages
    "lightgbm": {"riskmodel"},
    "matplotlib": {"web", "workspace", "synthetic"},  # stages compute; faces draw
    "mlflow": {"registry"},
    "numpy": EVERYWHERE,  # import-linter keeps it out of domain and contracts
    "optuna": {"riskmodel"},
    "pandas": {
        "pipeline",  # keeps what was held back between the stages of training
        "store",
        "workspace",
        "linkage",  # link_records takes and gives frames; so does form_families
        "families",
        *MODELLING_EDGE,
    },  # at the modelling edge and in the public API; the store takes it
    "pyarrow": {"store", "vault"},
    "pydantic": {"settings"},
    "pyspark": {"store"},
    "python_calamine": {"feeds"},  # workbooks that agencies send
    "rich": {"cli"},
    "scipy": EVERYWHERE,
    "shap": {"explain"},
    "sklearn": MODELLING_EDGE,
    "splink": {"linkage"},
    "sqlcipher3": {"vault"},
    "woodelf": {"explain"},
    "xlsxwriter": {"worklist"},
}

# Rooms of our own that only some may enter.
# The pipeline opens it for the stages, because it knows who runs them, and tells the journal (decision 0010).
OWN_DOORS = {"csps.vault": {"vault", "feeds", "linkage", "privacy", "pipeline"}}

PLANTED = {
    "in the open": "import lightgbm\n",
    "from inside": "from lightgbm.sklearn import LGBMClassifier\n",
    "lazily": "def fit():\n    import lightgbm\n    return lightgbm\n",
    "for types only": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from lightgbm import Booster\n",
    "by name": 'from importlib import import_module\nlightgbm = import_module("lightgbm")\n',
}


def trespasses(modules, imports_of) -> list[str]:
    """Say which modules import what their room may not."""
    found = []
    for module in modules:
        for name in sorted(imports_of(module)):
            library = name.partition(".")[0]
            if library == "csps":
                own = ".".join(name.split(".")[:2])
                if own in OWN_DOORS and module.room not in OWN_DOORS[own]:
                    found.append(f"{module.name} imports {own}; only {sorted(OWN_DOORS[own])} may")
            elif library not in sys.stdlib_module_names:
                rooms = DOORS.get(library)
                if rooms is None:
                    found.append(f"{module.name} imports {library}, which has no door; name one in DOORS")
                elif rooms != EVERYWHERE and module.room not in rooms:
                    found.append(f"{module.name} imports {library}; its door is {sorted(rooms)}")
    return sorted(set(found))


def test_every_library_is_imported_through_its_door(package, modules_of, imports_of):
    assert trespasses(modules_of(package), imports_of) == []


@pytest.mark.parametrize("way", PLANTED)
def test_a_library_imported_past_its_door_is_caught(planted, modules_of, imports_of, way):
    copy = planted("families/planted.py", PLANTED[way])
    caught = trespasses(modules_of(copy), imports_of)
    assert "csps.families.planted imports lightgbm; its door is ['riskmodel']" in caught


@pytest.mark.parametrize("text", ["import csps.vault\n", "from csps import vault\n", "from ..vault import seal\n"])
def test_the_vault_opens_to_a_few_rooms_only(planted, modules_of, imports_of, text):
    copy = planted("features/planted.py", text)
    caught = trespasses(modules_of(copy), imports_of)
    assert any(fault.startswith("csps.features.planted imports csps.vault; only") for fault in caught)


def test_a_library_nobody_placed_is_caught(planted, modules_of, imports_of):
    copy = planted("store/planted.py", "import requests\n")
    caught = trespasses(modules_of(copy), imports_of)
    assert "csps.store.planted imports requests, which has no door; name one in DOORS" in caught


def test_every_door_leads_to_a_library_that_somebody_imports(package, modules_of, imports_of):
    imported = {name.partition(".")[0] for module in modules_of(package) for name in imports_of(module)}
    assert sorted(DOORS.keys() - imported) == []


def test_every_room_named_exists(package):
    named = {room for rooms in DOORS.values() if rooms != EVERYWHERE for room in rooms}
    assert sorted(room for room in named if not (package / room / "__init__.py").exists()) == []
