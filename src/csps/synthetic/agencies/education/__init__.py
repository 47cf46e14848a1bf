"""Schools and early years as the council sees them: who is on which roll, who is missing, who is sent home.

`run.watch_education` gives every table; the modules are one group of tables each, and `careers` is what they share:
where each child is educated, day by day.
"""
