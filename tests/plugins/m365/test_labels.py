"""Answers written from documentation: …/graph/api/tenantdatasecurityandgovernance-list-sensitivitylabels."""

from dataclasses import replace

import pytest

from plugins.m365.checks.labels import exist, protect
from plugins.m365.collectors.labels import labels
from plugins.m365.endpoints import SENSITIVITY_LABELS
from plugins.m365.failures import FailedError
from plugins.m365.settings.labels import Label
from scanner import Fail, Pass
from tests.plugins.m365.licences import NO_PLAN, UNREAD, skus
from tests.plugins.m365.replay import collected, page

SECRET = Label(id="l1", name="Confidential", protected=True)
PUBLIC = replace(SECRET, id="l2", name="Public", protected=False)
PLAN = skus("MIP_S_CLP1")


def outcomes(verdicts):
    return [type(one) for one in verdicts]


def test_a_tenant_with_labels_passes_and_one_without_fails():
    assert outcomes(exist((PUBLIC,), PLAN)) == [Pass]
    assert outcomes(exist((), PLAN)) == [Fail]


def test_one_label_has_to_protect():
    assert outcomes(protect((PUBLIC, SECRET), PLAN)) == [Pass]
    assert outcomes(protect((PUBLIC,), PLAN)) == outcomes(protect((), PLAN)) == [Fail]


@pytest.mark.parametrize("check", [exist, protect])
@pytest.mark.parametrize(("licences", "missing"), [(NO_PLAN, True), (UNREAD, False), (PLAN, False)])
def test_without_the_plan_there_can_be_no_label(check, licences, missing):
    (verdict,) = check((), licences)
    assert isinstance(verdict, Fail)
    plan = "plan missing: Microsoft Purview Information Protection"
    assert (str(verdict.message) == plan) is missing


def read(*rows):
    return collected(labels, {f"GET {SENSITIVITY_LABELS.path}": page(rows)})


def test_labels_within_labels_are_read():
    inner = {"id": "l3", "name": "Confidential/Tax", "hasProtection": True}
    outer = {"id": "l1", "name": "Confidential", "hasProtection": False, "sublabels": [inner]}
    assert [(one.name, one.protected) for one in read(outer)] == [
        ("Confidential", False),
        ("Confidential/Tax", True),
    ]


def test_a_label_that_does_not_say_if_it_protects_is_malformed():
    with pytest.raises(FailedError, match="hasProtection"):
        read({"id": "l1", "name": "Confidential"})
