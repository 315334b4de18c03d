"""Web ACLs as the SDK gives them, made into settings."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.firewalls import WafRule, WebAcl

STOPPING = frozenset({"Block", "Captcha", "Challenge"})
CLOUDFRONT = "us-east-1"
"""The region that holds the web ACLs of CloudFront (WAF API reference, ``Scope``)."""
GROUPS = ("PreProcessFirewallManagerRuleGroups", "PostProcessFirewallManagerRuleGroups")


def acl_of(aws: AwsConnection, region: str, arn: str) -> WebAcl | None:
    """Read the web ACL of a regional resource; None if it has none. Raises the SDK's errors."""
    found = aws.ask("wafv2.GetWebACLForResource", region, ResourceArn=arn).get("WebACL")
    return web_acl(aws, region, "REGIONAL", found) if found else None


def acl_of_distribution(aws: AwsConnection, name: str) -> WebAcl | None:
    """Read the web ACL that a distribution names; None if it names none. Raises the SDK's errors."""
    if not name:
        return None
    if not name.startswith("arn:"):
        return WebAcl(arn=name, classic=True, rules=())
    title, identity = name.split("/")[-2:]  # arn:aws:wafv2:us-east-1:ACCOUNT:global/webacl/NAME/ID
    answer = aws.ask("wafv2.GetWebACL", CLOUDFRONT, Name=title, Scope="CLOUDFRONT", Id=identity)
    return web_acl(aws, CLOUDFRONT, "CLOUDFRONT", answer["WebACL"])


def web_acl(aws: AwsConnection, region: str, scope: str, acl: Answer) -> WebAcl:
    """Make a setting of an API type WebACL, with the groups that Firewall Manager put around it."""
    rules = [(rule["Statement"], rule) for rule in acl.get("Rules") or ()]
    rules += [(rule["FirewallManagerStatement"], rule) for key in GROUPS for rule in acl.get(key) or ()]
    made = (_rule(aws, region, scope, statement, rule) for statement, rule in rules)
    return WebAcl(arn=acl["ARN"], classic=False, rules=tuple(made))


def _rule(aws: AwsConnection, region: str, scope: str, statement: Answer, rule: Answer) -> WafRule:
    action = rule.get("Action") or {}
    if group := statement.get("ManagedRuleGroupStatement"):
        soft = len(set(_softened(group)))
        return WafRule(
            name=rule["Name"],
            kind="managed",
            stops="Count" not in rule["OverrideAction"],
            narrowed="ScopeDownStatement" in group,
            overridden=soft,
            total=_size(aws, region, scope, group) if soft else None,
        )
    rate = statement.get("RateBasedStatement")
    return WafRule(
        name=rule["Name"],
        kind="rate" if rate else "other",
        stops=bool(STOPPING & set(action)),
        narrowed="ScopeDownStatement" in (rate or {}),
        overridden=0,
        total=None,
    )


def _softened(group: Answer) -> Iterator[str]:
    """Name the rules of a managed group that were turned from blocking to counting or allowing."""
    for rule in group.get("ExcludedRules") or ():
        yield rule["Name"]
    for override in group.get("RuleActionOverrides") or ():
        if not STOPPING & set(override["ActionToUse"]):
            yield override["Name"]


def _size(aws: AwsConnection, region: str, scope: str, group: Answer) -> int:
    asked: dict[str, Any] = {"VendorName": group["VendorName"], "Name": group["Name"], "Scope": scope}
    if version := group.get("Version"):
        asked["VersionName"] = version
    return len(aws.once.ask("wafv2.DescribeManagedRuleGroup", region, **asked)["Rules"])
