"""The least grant for the scanning role, ready to apply: a policy, a CloudFormation template, Terraform.

Sources: IAM User Guide, "IAM and AWS STS quotas" (a managed policy holds at most 6,144 characters);
CloudFormation reference, AWS::IAM::Role and AWS::IAM::ManagedPolicy; Terraform registry, provider
hashicorp/aws, aws_iam_role, aws_iam_policy, aws_iam_role_policy_attachment.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from plugins.aws.reaching import ASSUME, ROLE

LARGEST = 6144
"""The most characters that one managed policy may hold; white space doesn't count."""
THERE = f"arn:aws:iam::*:role/{ROLE}"
"""The role that is assumed in other accounts, if that is among the permissions."""


def policy(permissions: Sequence[str]) -> str:
    """One IAM policy document that allows just these reads."""
    return _json(_document(permissions))


def cloudformation(permissions: Sequence[str]) -> str:
    """A template with the role, its trust (account and external id) and its managed policies."""
    policies = {
        f"Read{number}": {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {"PolicyDocument": document, "Roles": [{"Ref": "Role"}]},
        }
        for number, document in enumerate(_documents(permissions, _substituted(THERE)), start=1)
    }
    return _json(
        {
            "AWSTemplateFormatVersion": "2010-09-09",
            "Description": "The role that Tenken reads with; it can change nothing.",
            "Parameters": {
                "TrustedAccount": {"Type": "String", "AllowedPattern": "[0-9]{12}"},
                "ExternalId": {"Type": "String", "MinLength": 2, "NoEcho": True},
            },
            "Resources": {"Role": _role(), **policies},
            "Outputs": {"RoleArn": {"Value": {"Fn::GetAtt": ["Role", "Arn"]}}},
        }
    )


def terraform(permissions: Sequence[str]) -> str:
    """Terraform (JSON syntax) for the role, its trust and its policies."""
    policies = {f"read_{number}": one for number, one in enumerate(_documents(permissions), start=1)}
    trust = _trust("arn:aws:iam::${var.trusted_account}:root", "${var.external_id}")
    return _json(
        {
            "variable": {
                "trusted_account": {"type": "string"},
                "external_id": {"type": "string", "sensitive": True},
            },
            "resource": {
                "aws_iam_role": {"tenken": {"name": ROLE, "assume_role_policy": json.dumps(trust)}},
                "aws_iam_policy": {
                    name: {"name": f"{ROLE}-{name}", "policy": json.dumps(document)}
                    for name, document in policies.items()
                },
                "aws_iam_role_policy_attachment": {
                    name: {
                        "role": "${aws_iam_role.tenken.name}",
                        "policy_arn": f"${{aws_iam_policy.{name}.arn}}",
                    }
                    for name in policies
                },
            },
            "output": {"role_arn": {"value": "${aws_iam_role.tenken.arn}"}},
        }
    )


def _documents(permissions: Sequence[str], there: Any = THERE) -> Iterator[dict[str, Any]]:
    """As many documents as the limit asks for, each as full as it may be."""
    held: list[str] = []
    for name in permissions:
        if held and len(json.dumps(_document([*held, name], there), separators=(",", ":"))) > LARGEST:
            yield _document(held, there)
            held = []
        held.append(name)
    yield _document(held, there)


def _document(permissions: Sequence[str], there: Any = THERE) -> dict[str, Any]:
    reads = [name for name in permissions if name != ASSUME]
    parts = [{"Sid": "TenkenReads", "Effect": "Allow", "Action": reads, "Resource": "*"}] if reads else []
    if ASSUME in permissions:
        parts += [{"Sid": "TenkenSignsIn", "Effect": "Allow", "Action": [ASSUME], "Resource": there}]
    return {"Version": "2012-10-17", "Statement": parts}


def _substituted(arn: str) -> Any:
    return {"Fn::Sub": arn.replace("arn:aws:", "arn:${AWS::Partition}:")}


def _role() -> dict[str, Any]:
    trust = _trust(_substituted("arn:aws:iam::${TrustedAccount}:root"), {"Ref": "ExternalId"})
    return {"Type": "AWS::IAM::Role", "Properties": {"RoleName": ROLE, "AssumeRolePolicyDocument": trust}}


def _trust(principal: Any, external_id: Any) -> dict[str, Any]:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": principal},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"sts:ExternalId": external_id}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _json(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
