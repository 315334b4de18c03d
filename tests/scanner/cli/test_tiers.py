"""`tenken permissions --tier`: what a tier grants, why, and what stays undetermined."""

import json


def test_controls_that_a_tier_leaves_open_are_named_with_their_checks(tenken):
    found = json.loads(tenken("permissions", "m365", "--tier", "T0", "--format", "json").out)
    assert found["tier"] == "T0"
    open_checks = {one for control in found["undetermined"] for one in control["checks"]}
    assert "m365.audit.unified" in open_checks
    assert "m365.ca.mfa-all" not in open_checks
    assert {"ALPHA-G06", "ALPHA-T01"} <= {one["control"] for one in found["undetermined"]}
    whole = json.loads(tenken("permissions", "m365", "--tier", "T2", "--format", "json").out)
    assert whole["undetermined"] == []


def test_the_page_of_a_tier_ends_with_a_manifest_that_can_be_imported(tenken):
    page = tenken("permissions", "m365", "--tier", "T0").out
    assert json.loads(page[page.index("\n{") :])["requiredResourceAccess"]
    assert (
        page[page.index("\n{") + 1 :]
        == tenken("permissions", "m365", "--tier", "T0", "--format", "manifest").out
    )


def test_a_tier_that_there_is_not_is_told_with_those_there_are(tenken):
    said = tenken("permissions", "m365", "--tier", "T9")
    assert said.code == 2
    assert "T0, T1, T2" in said.err
    assert tenken("permissions", "aws", "--tier", "T0").code == 2
