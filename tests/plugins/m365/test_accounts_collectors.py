"""Answers written from documentation: learn.microsoft.com/graph/api/user-list, …/api/user-list-sponsors."""

import pytest

from plugins.m365.collectors.accounts import accounts, guests
from plugins.m365.failures import FailedError
from scanner import Reason
from scanner.testing import Fault, Reply
from tests.plugins.m365.replay import collected, page, player, run

TARO = {
    "id": "b0000000-0000-4000-8000-000000000002",
    "userPrincipalName": "taro@aozora.example",
    "accountEnabled": True,
    "userType": "Member",
    "createdDateTime": "2024-04-01T00:00:00Z",
    "signInActivity": {
        "lastSignInDateTime": "2026-11-20T00:00:00Z",
        "lastNonInteractiveSignInDateTime": "2026-11-20T01:00:00Z",
        "lastSuccessfulSignInDateTime": "2026-11-19T23:00:00Z",
    },
}
GUEST = {
    "id": "d0000000-0000-4000-8000-000000000001",
    "userPrincipalName": "ume_partner.example#EXT#@aozora.example",
    "accountEnabled": True,
    "sponsors": [{"@odata.type": "#microsoft.graph.user", "id": TARO["id"]}],
}
USERS = "GET /v1.0/users"


def without(row, key):
    return {name: found for name, found in row.items() if name != key}


def test_only_a_successful_sign_in_is_use():
    (found,) = collected(accounts, {USERS: page([TARO])})
    assert (found.last_use.isoformat(), found.guest) == ("2026-11-19T23:00:00+00:00", False)


def test_failed_attempts_alone_are_no_use():
    attempts = TARO | {"signInActivity": without(TARO["signInActivity"], "lastSuccessfulSignInDateTime")}
    assert [one.last_use for one in collected(accounts, {USERS: page([attempts])})] == [None]


def test_whoever_never_signed_in_has_no_activity():
    assert [
        one.last_use for one in collected(accounts, {USERS: page([without(TARO, "signInActivity")])})
    ] == [None]


def test_the_service_may_not_know_when_an_account_was_created():
    assert [
        one.created for one in collected(accounts, {USERS: page([TARO | {"createdDateTime": None}])})
    ] == [None]


@pytest.mark.parametrize("key", ["accountEnabled", "userPrincipalName"])
def test_a_field_that_is_not_shown_is_malformed(key):
    with pytest.raises(FailedError, match=key):
        collected(accounts, {USERS: page([without(TARO, key)])})


def test_guests_are_asked_for_by_type_with_their_sponsors():
    played = player({f"{USERS}?$filter=userType eq 'Guest'": page([GUEST])})
    assert [one.sponsors for one in run(played, guests)] == [1]


def test_sponsors_that_were_not_expanded_are_malformed_not_none():
    with pytest.raises(FailedError, match="sponsors"):
        collected(guests, {USERS: page([without(GUEST, "sponsors")])})


def test_without_the_plan_that_shows_the_last_use_the_accounts_are_a_gap_and_not_nobody():
    body = {
        "error": {"code": "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "message": "no licence"}
    }
    with pytest.raises(FailedError) as caught:
        run(player({}, faults=[Fault("/v1.0/users", Reply(403, body))]), accounts)
    assert caught.value.failure.reason is Reason.UNLICENSED
