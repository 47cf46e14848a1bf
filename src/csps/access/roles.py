"""The roles people have, in the order of the columns of the policy table."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a person does in the programme. A person may have several, except those that are kept apart."""

    ADMINISTRATOR = "administrator"
    DATA_OFFICER = "data officer"
    TRAINER = "trainer"
    REVIEWER = "reviewer"
    COORDINATOR = "coordinator"
    PRACTITIONER = "practitioner"
    INFORMATION_GOVERNANCE = "information governance"
    AUDITOR = "auditor"

    @property
    def sentence(self) -> str:
        """What somebody in this role does."""
        return _SENTENCES[self]


_SENTENCES = {
    Role.ADMINISTRATOR: "Enrols and revokes keys and looks after the machine; sees no family.",
    Role.DATA_OFFICER: "Takes deliveries in, runs the week and puts faulty data right.",
    Role.TRAINER: "A data scientist who trains models on pseudonymised tables.",
    Role.REVIEWER: "Judges the evidence about a model that somebody else trained.",
    Role.COORDINATOR: "Reads the weekly list and decides with the agencies whom to offer help.",
    Role.PRACTITIONER: "Looks at the families allocated to them; decides nothing in csps.",
    Role.INFORMATION_GOVERNANCE: "Answers people about their data and watches over its use.",
    Role.AUDITOR: "Reads what was done and changes nothing.",
}

# A role beside which a person has no other, and why. Held when a key is enrolled.
ALONE = {
    Role.ADMINISTRATOR: "Whoever says which key is whose takes no part in the work the keys are for.",
    Role.AUDITOR: "Nobody audits their own work.",
}
