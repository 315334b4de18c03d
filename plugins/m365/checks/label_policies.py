"""Sensitivity labels: published to everybody, and required."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.plans import INFORMATION_PROTECTION, plan_missing
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import LabelPolicy
from scanner import Fail, Pass, Reading, Resource, Severity, Verdict, check

POLICIES = Resource("Purview.LabelPolicy", "labelPolicies", "label policies")


@check("m365.label.required", severity=Severity.MEDIUM, signals=["m365.label"], partial="existence")
def required(policies: Sequence[LabelPolicy], skus: Reading[Sku]) -> Iterator[Verdict]:
    """Labels are published to everybody, and every document and mail must have one.

    A label that nobody sees, or that may be left out, says nothing of the document that has none.

    ## Remediation
    Microsoft Purview portal, *Information protection > Label policies*: publish the labels of the
    municipality to all users, with *Require users to apply a label*.
    """
    published = [one for one in policies if one.enabled and one.labels and "All" in one.places]
    required = sorted(one.name for one in published if one.mandatory)
    if required:
        yield Pass(POLICIES, "required of everybody by {names}", names=", ".join(required))
    elif published:
        yield Fail(POLICIES, "labels are published to everybody, but none is required")
    else:
        nothing = Fail(POLICIES, "no label is published to everybody")
        yield plan_missing(POLICIES, INFORMATION_PROTECTION, skus) or nothing
