"""Every module of the return on looked-after children, by a row of each."""

import pytest
from tests.factories.real_formats import SSDA903, ssda903

from csps.feeds.layouts.reading import reading_of
from csps.feeds.layouts.ssda903 import LAYOUTS

HEAD = b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"


def test_a_header_is_a_person_and_a_number(made):
    data = HEAD + b"7,2,17/12/2009,BCRB,B097131712320,1.0,\n8,1,01/02/2010,WBRI,UN3,0,\n"
    assert made(data, "feeds.ssd_person") == [
        {
            "pers_person_id": "7", "pers_dob": "2009-12-17", "pers_upn": "B097131712320", "pers_sex": "F",
            "pers_ethnicity": "BCRB", "pers_is_mother": "true",
        },
        {
            "pers_person_id": "8", "pers_dob": "2010-02-01", "pers_upn_unknown": "UN3", "pers_sex": "M",
            "pers_ethnicity": "WBRI", "pers_is_mother": "false",
        },
    ]  # fmt: skip
    assert made(data, "feeds.ssd_linked_identifiers") == [
        {
            "link_table_id": "7|B097131712320", "link_person_id": "7", "link_identifier_type": "UPN",
            "link_identifier_value": "B097131712320",
        }
    ]  # fmt: skip


def test_an_episode_is_an_episode_a_status_and_a_placement(made):
    data = (
        b"CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
        b"7,09/04/2017,S,L3,N1,U4,PR1,31/10/2017,E7,CARPL,ZZ1 1AA,ZZ1 2BB,1679094\n"
    )
    assert made(data, "feeds.ssd_cla_episodes") == [
        {
            "clae_cla_episode_id": "7|2017-04-09|S", "clae_person_id": "7", "clae_cla_episode_start_date": "2017-04-09",
            "clae_cla_episode_start_reason": "S", "clae_cla_primary_need_code": "N1", "clap_cla_placement_type": "U4",
            "clae_cla_episode_ceased_date": "2017-10-31", "clae_cla_episode_ceased_reason": "E7",
        }
    ]  # fmt: skip
    (status,), (placement,) = made(data, "feeds.ssd_legal_status"), made(data, "feeds.ssd_cla_placement")
    assert status["lega_legal_status"] == "L3"
    assert placement["clap_cla_placement_provider"] == "PR1"
    assert placement["clap_cla_placement_change_reason"] == "CARPL"


@pytest.mark.parametrize("module", SSDA903)
def test_every_module_is_recognised_and_no_row_is_lost(module, made):
    reading = reading_of(ssda903(module, 9))
    assert reading.format == "ssda903"
    first = reading.sheets[0].layout.makes[0].table
    assert len(made(ssda903(module, 9), first)) == 9


def test_there_is_a_layout_for_each_module():
    assert [layout.name.replace(" ", "_") for layout in LAYOUTS] == list(SSDA903)


def test_headings_may_be_written_otherwise(made):
    data = b" child ,Gender,dob,Ethnicity,upn\n7,F,2009-12-17,WBRI,\n"
    assert made(data, "feeds.ssd_person")[0]["pers_sex"] == "F"
