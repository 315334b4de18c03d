import pytest

from tests.plugins.m365.ca import BREAK_GLASS, MFA_ALL, STRENGTH, changed, read


@pytest.mark.parametrize(
    "place",
    [
        "conditions.users.includeUsers",
        "conditions.users.excludeGroups",
        "conditions.users.includeRoles",
        "conditions.applications.includeApplications",
        "conditions.applications.excludeApplications",
    ],
)
def test_a_word_in_the_place_of_an_id_that_no_page_lists_is_kept(place):
    assert read(changed(MFA_ALL, {place: ["brandNew", BREAK_GLASS]})).unrecognised == (f"{place}=brandNew",)


def test_what_a_strength_satisfies_is_kept_if_no_page_lists_it():
    strength = {"grantControls.authenticationStrength": STRENGTH | {"requirementsSatisfied": "brandNew"}}
    assert len(read(changed(MFA_ALL, strength)).unrecognised) == 1
