"""What is asked of a delivery: one rule, one name, one sentence."""
