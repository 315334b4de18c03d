from dataclasses import replace

import pytest

from plugins.m365.checks.licences import enough
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Unknown

GOOD = Sku(id="s", name="SPE_E3", status="Enabled", consumed=10, enabled=10, warning=0, suspended=0, plans=())


def outcome(**changes):
    (verdict,) = enough(replace(GOOD, **changes))
    return type(verdict)


def test_as_many_as_were_bought_pass():
    assert outcome() is Pass


def test_one_more_fails():
    assert outcome(consumed=11) is Fail


def test_licences_in_their_grace_period_still_count():
    assert outcome(consumed=11, status="Warning", enabled=0, warning=11) is Pass


def test_suspended_licences_do_not_count():
    assert outcome(enabled=5, suspended=5) is Fail


@pytest.mark.parametrize("status", ["Suspended", "Deleted", "LockedOut"])
def test_a_subscription_that_ended_must_not_be_assigned(status):
    assert outcome(status=status) is Fail
    assert outcome(status=status, consumed=0) is Pass


def test_a_state_that_no_page_lists_is_unknown():
    assert outcome(status="Frozen") is Unknown
