"""csps: risk profiling for family programmes, as advice to a trained person, never a decision."""
