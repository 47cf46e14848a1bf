"""Approved model -> this week's scores."""
