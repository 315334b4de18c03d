"""Each list is refused in its middle: what was read stays, nothing becomes better, and the gap is named."""

import pytest

from scanner.exit_code import exit_code
from scanner.model import Reason
from tests.plugins.m365.test_denied import DENIABLE, assessed, before, nothing_better, outcomes

LISTS = ("graph GET /v1.0/users", "exchange Get-TransportRule", "compliance Get-DlpComplianceRule")


@pytest.mark.parametrize("operation", DENIABLE)
def test_a_list_whose_second_page_is_refused_makes_nothing_better(operation):
    after = assessed(operation, page=1, later=True)
    nothing_better(after)
    mine = [gap for _, gap in after.gaps if gap.operation == operation and gap.reason is Reason.DENIED]
    if not mine:  # no list, or one of a single page in this tenant
        assert outcomes(after) == outcomes(before())
        return
    assert exit_code(after) == 4
    assert [gap for _, gap in after.gaps if gap.reason is Reason.DEFECT] == []


@pytest.mark.parametrize("operation", LISTS)
def test_the_tenant_has_a_second_page_of_many_a_list(operation):
    after = assessed(operation, page=1, later=True)
    assert [gap for _, gap in after.gaps if gap.operation == operation]
