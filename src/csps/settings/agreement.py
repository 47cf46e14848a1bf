"""Whether the council's choices and a model's specification speak of the same thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.domain.errors import SettingsError

if TYPE_CHECKING:
    from csps.settings.model_spec import ModelSpec
    from csps.settings.programme import Programme


def refuse_disagreement(programme: Programme, spec: ModelSpec) -> None:
    """Refuse a model that looks further, or less far, ahead than the council chose.

    Raises:
        SettingsError: the council chose no horizon for a model of this name, or another one.
    """
    chosen = programme.horizons.by_model()
    if spec.name not in chosen:
        raise SettingsError(
            f"The model {spec.name} has no horizon in programme.toml.",
            next_step=f"Horizons are chosen for {', '.join(chosen)}.",
        )
    if chosen[spec.name] != spec.horizon_weeks:
        raise SettingsError(
            f"horizons.{spec.name}_weeks is {chosen[spec.name]} in programme.toml, and the model was specified for "
            f"{spec.horizon_weeks} weeks.",
            next_step="Change the council's choice, or specify, train and approve the model again.",
        )
