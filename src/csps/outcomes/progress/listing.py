"""The rules of progress of both rule sets, and which of them a need with which a family came is judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.progress.sf import (
    sf1_1_attendance,
    sf1_2_half_of_school,
    sf1_3_engaged,
    sf1_4_special_needs,
    sf2_1_new_parents,
    sf2_2_physical_health,
    sf2_3_development,
    sf3_1_child_mental_health,
    sf3_2_adult_mental_health,
    sf3_3_learning_or_illness,
    sf4_1_adult_substance,
    sf4_2_child_substance,
    sf5_1_parenting,
    sf5_2_parental_conflict,
    sf5_3_violent_child,
    sf5_4_young_carer,
    sf6_1_abuse_or_neglect,
    sf6_2_missing,
    sf6_3_sexual_exploitation,
    sf6_4_criminal_exploitation,
    sf6_5_radicalisation,
    sf6_6_harm_outside_home,
    sf7_1_adult_crime,
    sf7_2_youth_at_risk,
    sf7_3_youth_crime,
    sf8_1_victim,
    sf8_2_perpetrator,
    sf8_3_affected_child,
    sf9_1_temporary_home,
    sf9_2_home_kept,
    sf9_3_young_person_at_home,
    sf10_1_work,
    sf10_2_finances,
    sf10_3_learning,
)
from csps.outcomes.progress.tf import (
    tf1_behaviour,
    tf1_crime,
    tf1_orders,
    tf2_attendance,
    tf2_exclusions,
    tf3_step_down,
    tf4_debt,
    tf4_learning,
    tf4_work,
    tf5_abuse,
    tf6_health,
)
from csps.outcomes.progress.tf.employment import RULE as EMPLOYMENT
from csps.store.judged_by import JudgedBy

if TYPE_CHECKING:
    from collections.abc import Collection

    from csps.outcomes.progress.rule import Rule
    from csps.settings.progress_thresholds import ProgressThresholds

TROUBLED_FAMILIES = (
    tf1_crime.RULE,
    tf1_behaviour.RULE,
    tf1_orders.RULE,
    tf2_attendance.RULE,
    tf2_exclusions.RULE,
    tf3_step_down.RULE,
    tf4_work.RULE,
    tf4_learning.RULE,
    tf4_debt.RULE,
    tf5_abuse.RULE,
    tf6_health.RULE,
)
"""Headline problems of 2015 to 2022: every measure of a problem must hold."""

SUPPORTING_FAMILIES = (
    sf1_1_attendance.RULE,
    sf1_2_half_of_school.RULE,
    sf1_3_engaged.RULE,
    sf1_4_special_needs.RULE,
    sf2_1_new_parents.RULE,
    sf2_2_physical_health.RULE,
    sf2_3_development.RULE,
    sf3_1_child_mental_health.RULE,
    sf3_2_adult_mental_health.RULE,
    sf3_3_learning_or_illness.RULE,
    sf4_1_adult_substance.RULE,
    sf4_2_child_substance.RULE,
    sf5_1_parenting.RULE,
    sf5_2_parental_conflict.RULE,
    sf5_3_violent_child.RULE,
    sf5_4_young_carer.RULE,
    sf6_1_abuse_or_neglect.RULE,
    sf6_2_missing.RULE,
    sf6_3_sexual_exploitation.RULE,
    sf6_4_criminal_exploitation.RULE,
    sf6_5_radicalisation.RULE,
    sf6_6_harm_outside_home.RULE,
    sf7_1_adult_crime.RULE,
    sf7_2_youth_at_risk.RULE,
    sf7_3_youth_crime.RULE,
    sf8_1_victim.RULE,
    sf8_2_perpetrator.RULE,
    sf8_3_affected_child.RULE,
    sf9_1_temporary_home.RULE,
    sf9_2_home_kept.RULE,
    sf9_3_young_person_at_home.RULE,
    sf10_1_work.RULE,
    sf10_2_finances.RULE,
    sf10_3_learning.RULE,
)
"""Needs from October 2022: each must show a sustained outcome."""

TROUBLED, SUPPORTING = "TFP2015", "SF2022"
VERSIONS = {TROUBLED: "2015.1", SUPPORTING: "2022.1"}
"""Of the rules of progress: the number behind the year is raised when a rule comes to mean something else."""
_BY_RULE_SET = {TROUBLED: TROUBLED_FAMILIES, SUPPORTING: SUPPORTING_FAMILIES}


def rules_of(rule_set: str) -> tuple[Rule, ...]:
    """Give the rules of progress under which a case came in; a council's own rule set is a copy of Supporting Families.

    >>> rules_of("TFP2015")[0].id, rules_of("local")[0].id
    ('TF1.crime', 'SF1.1')
    """
    return _BY_RULE_SET.get(rule_set, SUPPORTING_FAMILIES)


def named(rule_set: str, local: ProgressThresholds) -> JudgedBy:
    """Name the rules of progress as every output does: rule set, version with what a council set otherwise, and share.

    >>> from csps.settings.progress_thresholds import ProgressThresholds
    >>> str(named("TFP2015", ProgressThresholds(offences_fall_by=30)))
    'TFP2015, version 2015.1 with offences_fall_by 30, 58 % of its 12 lines still to be confirmed'
    """
    rules = (*rules_of(rule_set), *((EMPLOYMENT,) if rule_set == TROUBLED else ()))
    version = VERSIONS.get(rule_set, VERSIONS[SUPPORTING])
    share = round(100 * sum(rule.standing is Standing.TO_CONFIRM for rule in rules) / len(rules))
    return JudgedBy(rule_set, f"{version} with {local}" if str(local) else version, share, len(rules))


def answering(rule_set: str, identified: Collection[str], on_record: Collection[str]) -> tuple[Rule, ...]:
    """Give the rules by which the needs of a case are judged, in their order.

    Args:
        rule_set: under which it came in.
        identified: needs that the programme wrote down: lines of Supporting Families, headlines of Troubled Families.
        on_record: entry lines that the records show on the day of the baseline.

    A headline that the programme wrote down is judged by the measures of those of its lines that the records show, and by
    all its measures where they show none.
    """
    rules = rules_of(rule_set)
    chosen = {rule.id for rule in rules if {*rule.answers} & {*identified, *on_record}}
    for need in identified:
        of_it = [rule for rule in rules if f"TF{rule.headline}" == need and rule.id.startswith("TF")]
        if not any(rule.id in chosen for rule in of_it):
            chosen |= {rule.id for rule in of_it}
    return tuple(rule for rule in rules if rule.id in chosen)
