"""The code lists of the agencies' standards, one module per subject.

A list holds every code that was ever valid, each with its dates where they are known, so that an old delivery can be
read by the rules of its own day.
"""
