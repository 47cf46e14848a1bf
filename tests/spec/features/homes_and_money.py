"""Tenancies, rent, council tax, debts, benefits and homelessness."""

from tests.spec.features.case import ago, case, rows_of

tenancy = rows_of("feeds.housing_tenancy_member", "mother", tenancy_ref="#T")
rent = rows_of(
    "feeds.housing_rent_account", tenancy_ref="#T", weekly_rent_pence=10_000, arrears_stage="NONE", balance_pence=0
)
tenant = tenancy(200)
owner = rows_of("feeds.council_tax_account", "mother", account_ref="#A")(known_on=ago(200))
tax = rows_of("feeds.council_tax_arrears", account_ref="#A", stage="NONE", balance_pence=0)
debt = rows_of("feeds.debt_case", "mother", balance_pence=1_000)
claimant = rows_of("feeds.housing_benefit_member", "mother", claim_id="#B", house_id="1")(known_on=ago(200))
claim = rows_of("feeds.housing_benefit_claim", claim_id="#B", house_id="1", status="LIVE", weekly_award_pence=8_099)
benefit = rows_of("feeds.benefit_spell", "mother", benefit="UC", conditionality="SEARCHING")
lead = rows_of("feeds.homelessness_person", "mother", case_ref="#H")(300)
homeless = rows_of("feeds.homelessness_case", case_ref="#H", stage="RELIEF")

SPEC = {
    "tenancies_now": case(1, tenancy(90), tenancy(90, who="child"), tenancy(90, over=1, tenancy_ref="#old")),
    "tenancies_begun_104w": case(1, tenancy(103), tenancy(9, who="child"), tenancy(104, tenancy_ref="#old")),
    "bedrooms": case(3, tenancy(90, bedrooms=3), tenancy(90, over=1, tenancy_ref="#old", bedrooms=4)),
    "tenancies_of_known_size_now": case(1, tenancy(90, bedrooms=3), tenancy(90, tenancy_ref="#other")),
    "rent_arrears_pounds": case(123, tenant, rent(9, balance_pence=99_900), rent(5, balance_pence=12_399)),
    "rent_accounts_now": case(1, tenant, rent(9), rent(5)),
    "rents_known_now": case(0, tenant, rent(9), rent(5, weekly_rent_pence=None)),
    "rent_statements_52w": case(2, tenant, rent(9), rent(51), rent(52)),
    "rent_arrears_weeks": case(4, tenant, rent(9, balance_pence=49_999)),
    "rent_arrears_stage": case(4, tenant, rent(9, arrears_stage="NOSP"), rent(5, arrears_stage="COURT")),
    "rent_stages_known_now": case(0, tenant, rent(9, arrears_stage="NOSP"), rent(5, arrears_stage=None)),
    "rent_stages_stated_52w": case(
        1, tenant, rent(9, arrears_stage="NOSP"), rent(5, arrears_stage=None), rent(52, arrears_stage="COURT")
    ),
    "rent_arrears_highest_stage": case(
        4, tenant, rent(9, arrears_stage="COURT"), rent(5), rent(52, arrears_stage="WARRANT")
    ),
    "rent_months_behind_52w": case(
        1, tenant, rent(51, arrears_stage="REMINDER"), rent(5), rent(52, arrears_stage="NOSP")
    ),
    "rent_months_behind_change": case(-1, tenant, rent(20, arrears_stage="REMINDER"), rent(5)),
    "rent_months_behind_trend": case(0.3, tenant, rent(5, arrears_stage="REMINDER"), rent(20)),
    "council_tax_arrears_pounds": case(50, owner, tax(9, balance_pence=9_900), tax(5, balance_pence=5_000)),
    "council_tax_accounts_now": case(1, owner, tax(9), tax(5)),
    "council_tax_statements_52w": case(1, owner, tax(51), tax(52)),
    "council_tax_stage": case(1, owner, tax(9, stage="LIABILITY_ORDER"), tax(5, stage="REMINDER")),
    "council_tax_stages_known_now": case(0, owner, tax(9, stage="LIABILITY_ORDER"), tax(5, stage=None)),
    "council_tax_stages_stated_52w": case(
        1, owner, tax(9, stage="REMINDER"), tax(5, stage=None), tax(52, stage="REMINDER")
    ),
    "council_tax_highest_stage": case(1, owner, tax(9, stage="REMINDER"), tax(5), tax(52, stage="LIABILITY_ORDER")),
    "council_tax_months_behind_52w": case(1, owner, tax(51, stage="REMINDER"), tax(5), tax(52, stage="REMINDER")),
    "council_tax_months_behind_change": case(1, owner, tax(5, stage="REMINDER"), tax(20)),
    "council_tax_months_behind_trend": case(-0.3, owner, tax(45, stage="REMINDER"), tax(5)),
    "debts_owed_now": case(1, debt(9, debt_ref="#1"), debt(5, debt_ref="#1"), debt(9, over=1), debt(9, stage="PAID")),
    "debts_owed_pounds": case(
        30, debt(9, debt_ref="#1"), debt(5, debt_ref="#1", balance_pence=2_099), debt(3, balance_pence=1_000)
    ),
    "debts_52w": case(1, debt(51), debt(52)),
    "debts_104w": case(1, debt(103), debt(104)),
    "debts_change": case(1, debt(5), debt(6), debt(20)),
    "debts_in_court_52w": case(1, debt(9, stage="COURT"), debt(9, stage="REMINDER")),
    "benefit_claims_now": case(1, claimant, claim(60)),
    "benefit_suspended_now": case(1, claimant, claim(60, status="SUSPENDED")),
    "hardship_payments_now": case(1, claimant, claim(60, dhp_ind=True)),
    "benefit_weekly_pounds": case(80, claimant, claim(60)),
    "benefit_claims_begun_52w": case(0, claimant, claim(52)),
    "workless_adults_now": case(
        1, benefit(9), benefit(9, who="uncle", conditionality="WORKING_ENOUGH"), benefit(90, over=1, who="uncle")
    ),
    "workless_adults_weeks_open": case(9, benefit(9), benefit(90, over=1, who="uncle")),
    "universal_credit_now": case(1, benefit(9), benefit(9, who="uncle", benefit="PIP")),
    "sickness_benefits_now": case(1, benefit(9, who="uncle", benefit="PIP"), benefit(9)),
    "benefits_begun_52w": case(1, benefit(51), benefit(52, who="uncle")),
    "homeless_applications_52w": case(1, lead, homeless(51, 6)),
    "homeless_applications_156w": case(0, lead, homeless(156)),
    "homeless_applications_weeks_since": case(40, lead, homeless(40)),
    "homeless_cases_now": case(1, lead, homeless(40)),
    "temporary_homes_now": case(1, lead, homeless(40, ta_from_date=ago(30))),
    "temporary_home_notices_now": case(1, lead, homeless(40, ta_notice=True)),
    "homeless_from_abuse_156w": case(1, lead, homeless(40, reason="VIOLENCE")),
}
