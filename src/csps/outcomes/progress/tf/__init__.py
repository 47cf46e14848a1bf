"""Troubled Families, 2015 to 2022: how progress is shown on each headline problem, one file each."""
