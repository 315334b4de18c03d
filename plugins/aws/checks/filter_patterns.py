"""What the filter patterns of the CIS AWS Foundations Benchmark watch, and which patterns do the same.

A pattern counts only if its terms are known: an unknown term may narrow it to nothing.
Source: CIS AWS Foundations Benchmark, section "Monitoring"; CloudWatch Logs User Guide, "Filter
pattern syntax".
"""

import re

ROOT, SIGN_IN = "root", "sign-in without MFA"
ROOT_TERMS = frozenset({"$.userIdentity.type=Root"})
ROOT_MORE = frozenset({"$.userIdentity.invokedByNOTEXISTS", "$.eventType!=AwsServiceEvent"})
SIGN_IN_TERMS = frozenset({"$.eventName=ConsoleLogin", "$.additionalEventData.MFAUsed!=Yes"})
SIGN_IN_MORE = frozenset({"$.userIdentity.type=IAMUser", "$.responseElements.ConsoleLogin=Success"})

_CHANGES = {
    "IAM": """
        AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion
        DeleteGroupPolicy DeletePolicy DeletePolicyVersion DeleteRolePolicy DeleteUserPolicy
        DetachGroupPolicy DetachRolePolicy DetachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy
        """,
    "security groups": """
        AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup
        DeleteSecurityGroup RevokeSecurityGroupEgress RevokeSecurityGroupIngress
        """,
    "network ACLs": """
        CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry
        ReplaceNetworkAclAssociation ReplaceNetworkAclEntry
        """,
    "gateways": """
        AttachInternetGateway CreateCustomerGateway CreateInternetGateway DeleteCustomerGateway
        DeleteInternetGateway DetachInternetGateway
        """,
    "route tables": """
        CreateRoute CreateRouteTable DeleteRoute DeleteRouteTable DisassociateRouteTable ReplaceRoute
        ReplaceRouteTableAssociation
        """,
    "VPCs": """
        AcceptVpcPeeringConnection CreateVpc CreateVpcPeeringConnection DeleteVpc
        DeleteVpcPeeringConnection ModifyVpcAttribute RejectVpcPeeringConnection
        """,
    "KMS": "DisableKey ScheduleKeyDeletion",
    "CloudTrail": "CreateTrail DeleteTrail StartLogging StopLogging UpdateTrail",
}
CHANGES = {kind: frozenset(names.split()) for kind, names in _CHANGES.items()}
"""Events of each kind of change; all of them must be watched."""
SOURCES = ("iam", "ec2", "kms", "cloudtrail")
KINDS = (ROOT, SIGN_IN, *CHANGES)


def watched(pattern: str) -> frozenset[str]:
    """Name what a pattern watches for: event names, and the kinds `ROOT` and `SIGN_IN`."""
    text = re.sub(r"[\s(){}\"]", "", pattern).replace("==", "=")
    together = frozenset(text.split("&&"))
    if together >= ROOT_TERMS and together - ROOT_TERMS <= ROOT_MORE:
        return frozenset({ROOT})
    if together >= SIGN_IN_TERMS and together - SIGN_IN_TERMS <= SIGN_IN_MORE:
        return frozenset({SIGN_IN})
    names = [_name(term) for term in text.split("||")]
    return frozenset(name for name in names if name)


def _name(term: str) -> str | None:
    """Name the event that one alternative watches for, whatever its (right) source."""
    *more, last = term.split("&&")
    sources = {f"$.eventSource={source}.amazonaws.com" for source in SOURCES}
    if not last.startswith("$.eventName=") or set(more) - sources:
        return None
    return last.removeprefix("$.eventName=")


def missing(kind: str, seen: frozenset[str]) -> frozenset[str]:
    """Name what of a kind nobody watches for."""
    return CHANGES.get(kind, frozenset({kind})) - seen


def mentions(kind: str, lacking: frozenset[str], pattern: str) -> bool:
    """True if a pattern speaks of what is missing, in terms that are not understood."""
    words = {ROOT: {"Root"}, SIGN_IN: {"ConsoleLogin"}}.get(kind, lacking)
    return any(re.search(rf"\b{word}\b", pattern) for word in words)
