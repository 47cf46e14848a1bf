"""Troubled Families 2015 to 2020: six headline problems, met by two of them."""
