"""What a weekly run refuses before it begins. Whole runs are tried in tests/acceptance."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date

import pytest

from csps.access import Role
from csps.domain.errors import AccessError, BusyError, DeliveryError, PolicyError, SettingsError, UsageError
from csps.keys import Passphrase
from csps.pipeline import run_week, sign_in
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

MONDAY = date(2026, 11, 16)


@pytest.fixture
def officer(site):
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[Role.DATA_OFFICER], Passphrase(DEMONSTRATION_PASSPHRASE))


def untouched(site):
    return site.lake.current() is None and not site.vault.exists()


def test_a_day_that_is_no_monday_is_refused_with_its_monday(site, officer):
    with pytest.raises(UsageError, match="2026-11-18 is not a Monday") as refused:
        run_week(site, date(2026, 11, 18), by=officer)
    assert "2026-11-16" in refused.value.next_step
    assert untouched(site)


def test_a_week_of_real_people_that_has_not_come_is_refused(site, officer):
    real = replace(
        site, programme=replace(site.programme, workspace=replace(site.programme.workspace, synthetic=False))
    )
    with pytest.raises(UsageError, match="2026-11-23 lies in the future: today is 2026-11-21") as refused:
        run_week(real, date(2026, 11, 23), by=officer)
    assert "2026-11-16" in refused.value.next_step
    assert untouched(site)


def test_a_week_without_a_rule_set_is_refused_before_anything_is_taken_in(site, officer):
    site.deliveries.mkdir()
    (site.deliveries / "a.csv").write_text("a\n")
    with pytest.raises(SettingsError, match="No rule set is in force on 2010-01-04"):
        run_week(site, date(2010, 1, 4), by=officer)
    assert untouched(site)


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_a_drop_box_with_nothing_in_it_is_refused(site, officer, folder):
    if folder == "empty":
        site.deliveries.mkdir()
    with pytest.raises(DeliveryError, match=f"is {folder}") as refused:
        run_week(site, MONDAY, by=officer)
    assert "csps synthetic make" in refused.value.next_step
    assert untouched(site)


def test_a_first_week_to_which_nothing_had_come_is_refused(site, officer, root):
    name = "childrens_social_care/ssd_contacts_2026-11-15.csv"
    (site.deliveries / name).parent.mkdir(parents=True)
    shutil.copy(root / "data_synthetic" / "workspace" / "deliveries" / name, site.deliveries / name)
    with pytest.raises(DeliveryError, match="no delivery in the drop box had come by 2020-01-06"):
        run_week(site, date(2020, 1, 6), by=officer)
    assert site.lake.current() is None
    assert (site.deliveries / name).exists()


def test_a_trainer_runs_no_week(site, officer):
    trainer = sign_in(site, PEOPLE[Role.TRAINER], Passphrase(DEMONSTRATION_PASSPHRASE))
    with pytest.raises(AccessError):
        run_week(site, MONDAY, by=trainer)


def test_real_people_need_their_papers(site, officer):
    real = replace(
        site, programme=replace(site.programme, workspace=replace(site.programme.workspace, synthetic=False))
    )
    with pytest.raises(PolicyError, match="data protection impact assessment"):
        run_week(real, MONDAY, by=officer)


def test_while_another_run_holds_the_workspace_nothing_is_begun(site, officer):
    with site.lake.lock(), pytest.raises(BusyError):
        run_week(replace(site, lake=type(site.lake)(site.lake.path)), MONDAY, by=officer)
