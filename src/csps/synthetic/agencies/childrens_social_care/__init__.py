"""How children's social care sees the borough: one file per group of tables of the Standard Safeguarding Dataset.

`caseload.py` works out what there is to tell (referrals, contacts, help, who was met); every other file turns a part of
it into rows; `office.py` puts them together.
"""
