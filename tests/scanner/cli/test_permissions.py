"""`tenken permissions`: the least that the selected checks need, computed from their collectors."""

import json

from scanner import Action, Notice
from scanner.granting import least_permissions
from scanner.host import Host
from scanner.plan import Plan


def test_all_checks_need_what_all_collectors_behind_them_ask_for():
    for provider in Host.load().providers.values():
        beside = Plan.giving(provider, (Notice, Action)).permissions
        assert set(least_permissions(provider)) == Plan.of(provider).permissions | beside


def test_what_only_notices_need_is_among_them_and_left_out_with_a_selection():
    aws = Host.load().providers["aws"]
    assert least_permissions(aws)["health:DescribeEvents"] == ()
    assert "health:DescribeEvents" not in least_permissions(aws, ["aws.s3.policy-not-public"])


def test_a_few_checks_need_less():
    aws = Host.load().providers["aws"]
    few = least_permissions(aws, ["aws.s3.policy-not-public"])
    assert set(few) < set(least_permissions(aws))
    assert {check for checks in few.values() for check in checks} == {"aws.s3.policy-not-public"}


def test_a_line_names_the_permission_and_the_checks_that_need_it(tenken):
    lines = tenken("permissions", "lines").out.splitlines()
    assert [line.split() for line in lines] == [["permission", "checks"], ["line:Read", "lines.closed"]]


def test_json_holds_the_same(tenken):
    assert json.loads(tenken("permissions", "lines", "--format", "json").out) == {
        "provider": "lines",
        "permissions": [{"permission": "line:Read", "checks": ["lines.closed"]}],
    }


def test_a_provider_brings_forms_of_its_own(tenken):
    assert tenken("permissions", "lines", "--format", "policy").out == "allow line:Read\n"


def test_a_form_that_the_provider_lacks_is_told_with_those_it_has(tenken):
    said = tenken("permissions", "lines", "--format", "terraform")
    assert said.code == 2
    assert "Lines has no such format; there are: text, json, policy" in said.err


def test_an_unknown_provider_is_told_with_those_there_are(tenken):
    said = tenken("permissions", "lins")
    assert said.code == 2
    assert "there is no provider 'lins'; there are: aws, lines, m365" in said.err


def test_what_finding_the_accounts_takes_is_added_where_it_is_asked_for(tenken):
    chosen = ("--select", "aws.s3.policy-not-public")
    assert "organizations:" not in tenken("permissions", "aws", *chosen).out
    page = tenken("permissions", "aws", *chosen, "--discovery", "organization").out
    [line] = [one for one in page.splitlines() if one.startswith("organizations:ListAccounts ")]
    assert line.endswith("to find the accounts of the organization")
    said = tenken(
        "permissions", "aws", *chosen, "--discovery", "accounts", "--format", "json", "--lang", "ja"
    )
    assert json.loads(said.out)["discovery"] == [
        {"permission": "sts:AssumeRole", "reason": "各アカウントのロールによりサインインするため"}
    ]
    policy = json.loads(tenken("permissions", "aws", "--discovery", "accounts", "--format", "policy").out)
    assert policy["Statement"][-1]["Resource"] == "arn:aws:iam::*:role/TenkenReader"


def test_a_way_of_finding_that_there_is_not_is_told(tenken):
    said = tenken("permissions", "aws", "--discovery", "units")
    assert said.code == 2
    assert "there are: accounts, aggregator, organization" in said.err
    assert tenken("permissions", "m365", "--discovery", "accounts").code == 2
