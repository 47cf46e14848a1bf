"""Families -> what happened next, programme criteria met, and folds."""
