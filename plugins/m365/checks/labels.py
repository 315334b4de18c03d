"""Sensitivity labels, as far as Graph shows them: that they are published and required is read elsewhere."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.plans import INFORMATION_PROTECTION, plan_missing
from plugins.m365.settings.labels import Label
from plugins.m365.settings.plans import Sku
from scanner import Fail, Pass, Reading, Resource, Severity, Verdict, check

LABELS = Resource("microsoft.graph.sensitivityLabel", "sensitivityLabels", "sensitivity labels")


@check("m365.label.exist", severity=Severity.LOW, signals=["m365.label"], partial="existence")
def exist(labels: Sequence[Label], skus: Reading[Sku]) -> Iterator[Verdict]:
    """There are labels for how confidential a document is.

    Without a label, neither people nor programs can tell a confidential document from a public one.

    ## Remediation
    Microsoft Purview portal, *Information protection > Sensitivity labels*: create a label for each class of
    confidentiality of the municipality.
    """
    if labels:
        yield Pass(LABELS, "the labels are {names}", names=_names(labels))
    else:
        yield _missing(Fail(LABELS, "there is no sensitivity label"), skus)


@check("m365.label.protect", severity=Severity.LOW, partial="existence")
def protect(labels: Sequence[Label], skus: Reading[Sku]) -> Iterator[Verdict]:
    """The label for confidential documents protects them wherever they go.

    A label that only says *confidential* doesn't keep anybody from opening the copy that was sent out.

    ## Remediation
    Microsoft Purview portal, *Information protection > Sensitivity labels*: give the label for confidential
    documents *Control access* (encryption).
    """
    found = [one for one in labels if one.protected]
    if found:
        yield Pass(LABELS, "protected by {names}", names=_names(found))
    else:
        yield _missing(Fail(LABELS, "no sensitivity label protects what it marks"), skus)


def _missing(fail: Verdict, skus: Reading[Sku]) -> Verdict:
    return plan_missing(LABELS, INFORMATION_PROTECTION, skus) or fail


def _names(labels: Sequence[Label]) -> str:
    return ", ".join(sorted(one.name for one in labels))
