"""Supporting Families 2022 to 2025: ten headline outcomes, met by three needs."""
