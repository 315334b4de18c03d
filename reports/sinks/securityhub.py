"""AWS Security Hub: findings in its own format (ASFF), each sent from the account that it is of.

Source: Security Hub, BatchImportFindings: at most 100 findings a call and 240 KB a finding; with the
default product the caller's account has to be that of the finding.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from reports.sinks.aws import Identity, failed
from reports.sinks.batch import DELIVERED, later, parted, refused, shown
from scanner.sink import Outgoing, Receipt, Sink
from scanner.yamlfile import Refused

PLACE = "{account}"
STATUS = {1: "PASSED", 2: "WARNING", 3: "FAILED"}
LABEL = {1: "INFORMATIONAL", 2: "LOW", 3: "MEDIUM", 4: "HIGH", 5: "CRITICAL", 6: "CRITICAL"}
WIDTH = {"Title": 256, "Description": 1024, "Remediation": 512, "Reason": 1024}
OTHERS = "Software and Configuration Checks/Industry and Regulatory Standards"
BUSY = frozenset({"InternalError", "InternalException", "ThrottlingException", "LimitExceededException"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityHubOptions:
    """`account` gets what is of no AWS account: controls, and findings of other clouds.

    `role_arn` is assumed to write; with `{account}` in it, it is one per account. Without a role the
    findings of `account` alone can be sent; those of other accounts go there too.
    """

    account: str = field(metadata={"example": "'111122223333'"})
    region: str = field(metadata={"example": "ap-northeast-1"})
    profile: str | None = None
    role_arn: str | None = None

    def __post_init__(self) -> None:
        if not (len(self.account) == 12 and self.account.isdecimal()):
            raise Refused(
                "'{value}' is no account; write its 12 digits in quotes", at=("account",), value=self.account
            )


class SecurityHub:
    """Imports findings, account by account."""

    def __init__(self, options: SecurityHubOptions) -> None:
        self._options = options
        self._clients: dict[str, Any] = {}

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Import a batch; the answer names the findings that were refused."""
        receipts: dict[int, Receipt] = {}
        accounts: dict[str, list[int]] = {}
        for place, one in enumerate(batch):
            accounts.setdefault(self._account(one.payload), []).append(place)
        for account, places in accounts.items():
            part = [batch[place] for place in places]
            found = parted(part, lambda events, account=account: self._import(account, events))  # type: ignore[misc]
            receipts.update(zip(places, found, strict=True))
        return [receipts[place] for place in range(len(batch))]

    def close(self) -> None:
        """Close the connections."""
        for client in self._clients.values():
            client.close()

    def _account(self, payload: Any) -> str:
        cloud = payload.get("cloud", {})
        uid = cloud.get("account", {}).get("uid", "")
        each = PLACE in (self._options.role_arn or "")
        return str(uid) if each and cloud.get("provider") == "AWS" and uid else self._options.account

    def _import(self, account: str, events: Sequence[Outgoing]) -> Receipt | list[Receipt]:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - starting time

        findings = [asff(one.payload, account, self._options.region) for one in events]
        try:
            answer = self._client(account).batch_import_findings(Findings=findings)
        except (BotoCoreError, ClientError) as error:
            return failed(error)
        wrong = {one["Id"]: one for one in answer["FailedFindings"]}
        return [_receipt(wrong.get(finding["Id"])) for finding in findings]

    def _client(self, account: str) -> Any:
        if account not in self._clients:
            one = self._options
            role = one.role_arn.replace(PLACE, account) if one.role_arn else None
            self._clients[account] = Identity(one.profile, role, one.region).client("securityhub")
        return self._clients[account]


def _receipt(problem: Any) -> Receipt:
    if problem is None:
        return DELIVERED
    code, said = str(problem.get("ErrorCode")), shown(str(problem.get("ErrorMessage")))
    if code in BUSY:
        return later("AWS is busy ({code})", code=code)
    return refused("AWS refuses it with {code}: {said}", code=code, said=said)


def asff(payload: Any, account: str, region: str) -> dict[str, Any]:
    """The finding in the AWS Security Finding Format."""
    about, stands = payload["finding_info"], payload["compliance"]
    generator = about.get("analytic", {}).get("uid") or f"tenken/{about['types'][0]}"
    over = payload["activity_id"] == 3
    return {
        "SchemaVersion": "2018-10-08",
        "Id": f"tenken/{about['uid']}",
        "ProductArn": f"arn:aws:securityhub:{region}:{account}:product/{account}/default",
        "ProductName": "Tenken",
        "CompanyName": "Tenken",
        "GeneratorId": generator,
        "AwsAccountId": account,
        "CreatedAt": _instant(about["created_time"]),
        "UpdatedAt": _instant(payload["time"]),
        "Title": _cut(about.get("title") or about["uid"], WIDTH["Title"]),
        "Description": _cut(payload.get("message") or about.get("desc") or "-", WIDTH["Description"]),
        "FindingProviderFields": {"Types": [OTHERS], "Severity": {"Label": LABEL[payload["severity_id"]]}},
        "Compliance": _compliance(stands),
        "Resources": list(_resources(payload)),
        "RecordState": "ARCHIVED" if over and stands["status_id"] == 99 else "ACTIVE",
        **_remediation(payload),
        "ProductFields": {
            "tenken/run": payload["metadata"]["correlation_uid"],
            "tenken/event": payload["metadata"]["uid"],
        },
    }


def _compliance(stands: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"Status": STATUS.get(stands["status_id"], "NOT_AVAILABLE")}
    if requirements := stands.get("requirements"):
        found["RelatedRequirements"] = [_cut(one, 64) for one in requirements[:32]]
    return found


def _resources(payload: Any) -> Iterator[dict[str, Any]]:
    for one in payload["resources"][:32]:
        found = {
            "Type": _cut(one.get("type") or "Other", 256),
            "Id": _cut(one["uid"] or "-", 512),
            "Partition": "aws",
        }
        yield found | ({"Region": one["region"]} if one.get("region") else {})


def _remediation(payload: Any) -> dict[str, Any]:
    told = payload.get("remediation", {}).get("desc")
    return {"Remediation": {"Recommendation": {"Text": _cut(told, WIDTH["Remediation"])}}} if told else {}


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _instant(milliseconds: int) -> str:
    return (
        datetime.fromtimestamp(milliseconds / 1000, UTC)
        .isoformat(timespec="milliseconds")
        .replace("+00:00", "Z")
    )


SINKS = (
    Sink(
        "securityhub",
        "AWS Security Hub",
        SecurityHubOptions,
        SecurityHub,
        most=100,
        bytes=5_000_000,
        requires="aws",
    ),
)
