"""People of 青空市 and their rights."""

import json
from typing import Any

from plugins.aws.demo.clients import Clients

EVERYTHING = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
)
PASSWORD = "Aozora-2026-demo!"  # noqa: S105 - of people who don't exist


def fill_identities(aws: Clients) -> None:
    """Make users: with MFA and without, privileged directly and by group, with keys and without."""
    iam = aws("iam")
    iam.create_group(GroupName="operators")
    iam.put_group_policy(GroupName="operators", PolicyName="everything", PolicyDocument=EVERYTHING)
    _user(iam, "aoki", mfa=True)
    policy = iam.create_policy(PolicyName="aozora-administrator", PolicyDocument=EVERYTHING)["Policy"]["Arn"]
    iam.attach_user_policy(UserName="aoki", PolicyArn=policy)
    _user(iam, "kato", mfa=False)
    iam.add_user_to_group(GroupName="operators", UserName="kato")
    _user(iam, "sato", mfa=True)
    iam.create_user(UserName="nightly-batch")
    for _ in range(2):
        iam.create_access_key(UserName="nightly-batch")


def _user(iam: Any, name: str, *, mfa: bool) -> None:
    iam.create_user(UserName=name)
    iam.create_login_profile(UserName=name, Password=PASSWORD)
    if mfa:
        device = iam.create_virtual_mfa_device(VirtualMFADeviceName=name)["VirtualMFADevice"]["SerialNumber"]
        codes = {"AuthenticationCode1": "123456", "AuthenticationCode2": "654321"}
        iam.enable_mfa_device(UserName=name, SerialNumber=device, **codes)
