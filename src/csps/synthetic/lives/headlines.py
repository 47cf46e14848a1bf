"""The ten headline outcomes of Supporting Families, in the borough's words."""

HEADLINES = (
    "attendance",
    "early_years",
    "mental_health",
    "substance_use",
    "relationships",
    "abuse",
    "crime",
    "domestic_abuse",
    "housing",
    "money",
)
NAMED_IN_NOMINATION = 3  # a professional's nomination names three headlines; some name a fourth
FOURTH_NAMED = 0.3
