"""The order of the stages, and the runs that follow it: the weekly run, training, and one stage alone."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csps.linkage.judgements import Judgement
    from csps.pipeline.alone import run_stage
    from csps.pipeline.doubts import Doubt
    from csps.pipeline.erasing import PersonErased, confirm_erasure, erase_person
    from csps.pipeline.identities import found_vault
    from csps.pipeline.judgements import (
        identities_of,
        judge_link,
        link_judgements,
        review_queue,
        unlink_records,
        withdraw_link,
    )
    from csps.pipeline.keeping import VaultRestored, back_up_vault, check_whole_vault, restore_vault, rotate_keys
    from csps.pipeline.link_quality import LinkQuality, estimate_links
    from csps.pipeline.linking import compare_linkage, train_linkage
    from csps.pipeline.naming import NamedFamily, name_family, name_to_explain, whole_name
    from csps.pipeline.people import (
        SignedIn,
        enrol_key,
        found_register,
        is_founded,
        make_key,
        make_own_key,
        register_of,
        revoke_key,
        sign_in,
    )
    from csps.pipeline.recording import Recorded
    from csps.pipeline.releasing import HeldDelivery, held_deliveries, release_delivery
    from csps.pipeline.restricting import find_persons, lift, override, records_of, restrict, stated
    from csps.pipeline.site import Site, open_site
    from csps.pipeline.specifications import shipped_specifications
    from csps.pipeline.training import Trained, train
    from csps.pipeline.verdicts import is_approved, judge, shown, submitted_version, withdraw
    from csps.pipeline.weekly import WeekDone, run_week

__all__ = [
    "Doubt",
    "HeldDelivery",
    "Judgement",
    "LinkQuality",
    "NamedFamily",
    "PersonErased",
    "Recorded",
    "SignedIn",
    "Site",
    "Trained",
    "VaultRestored",
    "WeekDone",
    "back_up_vault",
    "check_whole_vault",
    "compare_linkage",
    "confirm_erasure",
    "enrol_key",
    "erase_person",
    "estimate_links",
    "find_persons",
    "found_register",
    "found_vault",
    "held_deliveries",
    "identities_of",
    "is_approved",
    "is_founded",
    "judge",
    "judge_link",
    "lift",
    "link_judgements",
    "make_key",
    "make_own_key",
    "name_family",
    "name_to_explain",
    "open_site",
    "override",
    "records_of",
    "register_of",
    "release_delivery",
    "restore_vault",
    "restrict",
    "review_queue",
    "revoke_key",
    "rotate_keys",
    "run_stage",
    "run_week",
    "shipped_specifications",
    "shown",
    "sign_in",
    "stated",
    "submitted_version",
    "train",
    "train_linkage",
    "unlink_records",
    "whole_name",
    "withdraw",
    "withdraw_link",
]

# Where each public name lives; its module, and the stages behind it, is imported when the name is first used.
_HOMES = {
    "PersonErased": "erasing",
    "Recorded": "recording",
    "SignedIn": "people",
    "Site": "site",
    "Trained": "training",
    "VaultRestored": "keeping",
    "WeekDone": "weekly",
    "back_up_vault": "keeping",
    "check_whole_vault": "keeping",
    "compare_linkage": "linking",
    "LinkQuality": "link_quality",
    "estimate_links": "link_quality",
    "confirm_erasure": "erasing",
    "enrol_key": "people",
    "erase_person": "erasing",
    "find_persons": "restricting",
    "found_register": "people",
    "found_vault": "identities",
    "HeldDelivery": "releasing",
    "held_deliveries": "releasing",
    "release_delivery": "releasing",
    "is_approved": "verdicts",
    "is_founded": "people",
    "judge": "verdicts",
    "lift": "restricting",
    "NamedFamily": "naming",
    "make_key": "people",
    "make_own_key": "people",
    "name_family": "naming",
    "open_site": "site",
    "override": "restricting",
    "records_of": "restricting",
    "register_of": "people",
    "restore_vault": "keeping",
    "restrict": "restricting",
    "revoke_key": "people",
    "rotate_keys": "keeping",
    "run_stage": "alone",
    "run_week": "weekly",
    "shipped_specifications": "specifications",
    "sign_in": "people",
    "stated": "restricting",
    "shown": "verdicts",
    "submitted_version": "verdicts",
    "train": "training",
    "train_linkage": "linking",
    "name_to_explain": "naming",
    "whole_name": "naming",
    "withdraw": "verdicts",
    "Doubt": "doubts",
    "Judgement": "judgements",
    "identities_of": "judgements",
    "judge_link": "judgements",
    "link_judgements": "judgements",
    "review_queue": "judgements",
    "unlink_records": "judgements",
    "withdraw_link": "judgements",
}


def __getattr__(name: str) -> object:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
