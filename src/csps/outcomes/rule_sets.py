"""The rule sets by name: their lines, and how many of them make a family eligible."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from csps.outcomes.line import Standing
from csps.outcomes.rules.sf import (
    sf1_1_attendance_below_90,
    sf1_2_attendance_below_50,
    sf1_3_not_engaged,
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
    sf9_1_temporary_home_at_risk,
    sf9_2_unsuitable_home,
    sf9_3_young_person_excluded,
    sf10_1_workless,
    sf10_2_finances,
    sf10_3_neet,
)
from csps.outcomes.rules.tf import (
    tf1_a_youth_offence,
    tf1_b_anti_social_behaviour,
    tf1_c_prisoner,
    tf1_d_licence,
    tf1_e_community_order,
    tf1_f_nomination,
    tf2_a_attendance,
    tf2_b_suspensions,
    tf2_c_permanent_exclusion,
    tf2_d_alternative_provision,
    tf2_e_off_roll,
    tf2_g_nomination,
    tf3_a_early_years,
    tf3_b_early_help,
    tf3_c_missing,
    tf3_d_child_in_need,
    tf3_e_enquiry,
    tf3_f_protection_plan,
    tf3_g_nomination,
    tf4_a_out_of_work,
    tf4_b_neet,
    tf4_c_debt,
    tf4_g_nomination,
    tf5_a_victim,
    tf5_b_perpetrator,
    tf5_c_call_out,
    tf5_g_nomination,
    tf6_a_mental_health,
    tf6_b_substance,
    tf6_c_new_mother,
    tf6_d_equal_concern,
)
from csps.settings.thresholds import Counted, Thresholds
from csps.store.judged_by import JudgedBy

if TYPE_CHECKING:
    from csps.outcomes.line import Line


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A rule set.

    Args:
        name: as programme.toml names it.
        version: of these lines. Ours begin with the year of the text they follow; the number behind it is raised when a
            line comes to mean something else.
        lines: in their published order.
        least: how many make a family eligible.
        of: of what.
        assessed: whether a whole-family assessment must stand behind the family as well.
        thresholds: what was local.
    """

    name: str
    version: str
    lines: tuple[Line, ...]
    least: int
    of: Counted
    assessed: bool = False
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def to_confirm(self) -> float:
        """The share of lines whose words are still to be confirmed."""
        return sum(line.standing is Standing.TO_CONFIRM for line in self.lines) / len(self.lines)

    @property
    def to_confirm_of_100(self) -> int:
        """The same as a whole number of a hundred lines, as tables hold it."""
        return round(100 * self.to_confirm)

    @property
    def edition(self) -> str:
        """The version, and the local thresholds that are not what they are where a council says nothing.

        >>> from dataclasses import replace
        >>> SF2022.edition, replace(SF2022, thresholds=Thresholds(rent_weeks=6)).edition
        ('2022.1', '2022.1 with rent_weeks 6')
        """
        return f"{self.version} with {self.thresholds}" if str(self.thresholds) else self.version

    @property
    def needed(self) -> str:
        """What makes a family eligible, in words.

        >>> TFP2015.needed
        '2 headlines or more make a family eligible, with a child, born or expected.'
        """
        asked = ", and a whole-family assessment" if self.assessed else ""
        return f"{self.least} {self.of.value} or more make a family eligible, with a child, born or expected{asked}."

    def __str__(self) -> str:
        """Name the rule set as every output does.

        >>> str(TFP2015)
        'TFP2015, version 2015.1, 19 % of its 31 lines still to be confirmed'
        """
        return str(JudgedBy(self.name, self.edition, self.to_confirm_of_100, len(self.lines)))


TFP2015 = Rules(
    name="TFP2015",
    version="2015.1",
    least=2,
    of=Counted.HEADLINES,
    lines=(
        tf1_a_youth_offence.LINE,
        tf1_b_anti_social_behaviour.LINE,
        tf1_c_prisoner.LINE,
        tf1_d_licence.LINE,
        tf1_e_community_order.LINE,
        tf1_f_nomination.LINE,
        tf2_a_attendance.LINE,
        tf2_b_suspensions.LINE,
        tf2_c_permanent_exclusion.LINE,
        tf2_d_alternative_provision.LINE,
        tf2_e_off_roll.LINE,
        tf2_g_nomination.LINE,
        tf3_a_early_years.LINE,
        tf3_b_early_help.LINE,
        tf3_c_missing.LINE,
        tf3_d_child_in_need.LINE,
        tf3_e_enquiry.LINE,
        tf3_f_protection_plan.LINE,
        tf3_g_nomination.LINE,
        tf4_a_out_of_work.LINE,
        tf4_b_neet.LINE,
        tf4_c_debt.LINE,
        tf4_g_nomination.LINE,
        tf5_a_victim.LINE,
        tf5_b_perpetrator.LINE,
        tf5_c_call_out.LINE,
        tf5_g_nomination.LINE,
        tf6_a_mental_health.LINE,
        tf6_b_substance.LINE,
        tf6_c_new_mother.LINE,
        tf6_d_equal_concern.LINE,
    ),
)
"""Two of six headline problems (Hansard, 18 April 2017), and a dependent child."""

SF2022 = Rules(
    name="SF2022",
    version="2022.1",
    least=3,
    of=Counted.NEEDS,
    assessed=True,
    lines=(
        sf1_1_attendance_below_90.LINE,
        sf1_2_attendance_below_50.LINE,
        sf1_3_not_engaged.LINE,
        sf1_4_special_needs.LINE,
        sf2_1_new_parents.LINE,
        sf2_2_physical_health.LINE,
        sf2_3_development.LINE,
        sf3_1_child_mental_health.LINE,
        sf3_2_adult_mental_health.LINE,
        sf3_3_learning_or_illness.LINE,
        sf4_1_adult_substance.LINE,
        sf4_2_child_substance.LINE,
        sf5_1_parenting.LINE,
        sf5_2_parental_conflict.LINE,
        sf5_3_violent_child.LINE,
        sf5_4_young_carer.LINE,
        sf6_1_abuse_or_neglect.LINE,
        sf6_2_missing.LINE,
        sf6_3_sexual_exploitation.LINE,
        sf6_4_criminal_exploitation.LINE,
        sf6_5_radicalisation.LINE,
        sf6_6_harm_outside_home.LINE,
        sf7_1_adult_crime.LINE,
        sf7_2_youth_at_risk.LINE,
        sf7_3_youth_crime.LINE,
        sf8_1_victim.LINE,
        sf8_2_perpetrator.LINE,
        sf8_3_affected_child.LINE,
        sf9_1_temporary_home_at_risk.LINE,
        sf9_2_unsuitable_home.LINE,
        sf9_3_young_person_excluded.LINE,
        sf10_1_workless.LINE,
        sf10_2_finances.LINE,
        sf10_3_neet.LINE,
    ),
)
"""Three needs, under whichever headlines, a dependent child or one expected, and a whole-family assessment (guidance of
October 2022). The synthetic truth counts the same: `csps.synthetic.truth.needs`."""

NATIONAL = {rules.name: rules for rules in (TFP2015, SF2022)}
