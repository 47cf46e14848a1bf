"""Family Context: the multi-agency view of Leeds and Stockport's pilot, a file for each service.

Names and numbers of workers are known and not kept.
"""

from __future__ import annotations

from csps.feeds.layouts.layout import Layout, Made
from csps.feeds.layouts.takes import Take, always, as_it_is, day, first_of, joined, sex

FORMAT = "family context"
PERSON = as_it_is("personId")
ALIASES = {"person_id": "personId"}


def _state(heading: str) -> Take:
    return Take((heading,), lambda text: text.lower())


def _known(service: str, reference: Take, **columns: Take) -> Made:
    made = {"involvement_ref": reference, "person_id": PERSON, "service": always(service), **columns}
    return Made(table="feeds.service_involvement", columns=made)


LAYOUTS = (
    Layout(
        format=FORMAT,
        name="person",
        headings=("id", "firstName", "lastName", "dateOfBirth", "gender", "address"),
        marks=("id", "firstName", "lastName", "dateOfBirth"),
        makes=(
            Made(
                table="feeds.ssd_person",
                columns={
                    "pers_person_id": as_it_is("id"),
                    "pers_forename": as_it_is("firstName"),
                    "pers_surname": as_it_is("lastName"),
                    "pers_dob": day("dateOfBirth"),
                    "pers_sex": sex("gender"),
                },
            ),
        ),
    ),
    Layout(
        format=FORMAT,
        name="adult social care",
        headings=(
            "personId", "serviceInvolvement", "localAuthorityOrganisation", "contactName", "contactPhone",
            "contactEmail", "startDateOfLastInvolvement", "dateOfMostRecentInteraction",
        ),
        marks=("personId", "startDateOfLastInvolvement"),
        aliases=ALIASES,
        makes=(
            _known(
                "ADULT_SOCIAL_CARE",
                joined("personId", "startDateOfLastInvolvement", after="ADULT_SOCIAL_CARE"),
                involvement=as_it_is("serviceInvolvement"),
                organisation=as_it_is("localAuthorityOrganisation"),
                first_on=day("startDateOfLastInvolvement"),
                last_on=day("dateOfMostRecentInteraction"),
            ),
        ),
    ),
    Layout(
        format=FORMAT,
        name="housing",
        headings=(
            "personId", "serviceInvolvement", "housingAssociation", "contactName", "contactPhone", "contactEmail",
            "contactRole", "tenancyStart", "antiSocialBehaviour", "rentArrears", "noticeSeekingPossession", "eviction",
        ),
        marks=("personId", "tenancyStart"),
        aliases=ALIASES,
        makes=(
            _known(
                "HOUSING",
                joined("personId", "tenancyStart", after="HOUSING"),
                involvement=as_it_is("serviceInvolvement"),
                organisation=as_it_is("housingAssociation"),
                first_on=day("tenancyStart"),
                anti_social_behaviour=_state("antiSocialBehaviour"),
                rent_arrears=_state("rentArrears"),
                notice_seeking_possession=_state("noticeSeekingPossession"),
                eviction=_state("eviction"),
            ),
        ),
    ),
    Layout(
        format=FORMAT,
        name="police",
        headings=("personId", "policeArea", "contactName", "contactPhone"),
        marks=("personId", "policeArea"),
        aliases=ALIASES,
        makes=(_known("POLICE", joined("personId", "policeArea", after="POLICE"), organisation=as_it_is("policeArea")),),
    ),
    Layout(
        format=FORMAT,
        name="police offence",
        headings=("personId", "dateOfOffence", "typeOfOffence", "natureOfInvolvement"),
        marks=("personId", "dateOfOffence"),
        aliases=ALIASES,
        makes=(
            _known(
                "POLICE",
                joined("personId", "dateOfOffence", "typeOfOffence", after="OFFENCE"),
                involvement=as_it_is("typeOfOffence"),
                person_role=as_it_is("natureOfInvolvement"),
                first_on=day("dateOfOffence"),
            ),
        ),
    ),
    Layout(
        format=FORMAT,
        name="school",
        headings=("personId", "serviceInvolvement", "schoolName", "admissionType", "contactName", "contactPhone"),
        marks=("personId", "schoolName"),
        aliases=ALIASES,
        makes=(
            _known(
                "SCHOOL",
                joined("personId", "schoolName", after="SCHOOL"),
                involvement=first_of("admissionType", "serviceInvolvement"),
                organisation=as_it_is("schoolName"),
            ),
        ),
    ),
    Layout(
        format=FORMAT,
        name="sources",
        headings=(
            "Id", "DataSource", "Title", "Schema Ref", "Schema Data", "Last Synchronised", "Coverage Start Date",
            "Coverage End Date",
        ),
        marks=("DataSource", "Schema Ref"),
        makes=(Made(table="feeds.family_context_sources"),),
    ),
)  # fmt: skip
