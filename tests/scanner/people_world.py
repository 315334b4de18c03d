"""A made-up city's records: controls, findings, and the text of files as people write them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from scanner import Message, Reason, Resource, Severity
from scanner.findings import Finding
from scanner.framework_model import (
    Assessment,
    Control,
    EvidenceItem,
    Level,
    Responsibility,
    Source,
    Text,
)
from scanner.model import Outcome
from scanner.people import People, read_people

TEXT = Text(ja="題", en="title")
NOON = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CONTENT = "設定書".encode()
DIGEST = sha256(CONTENT).hexdigest()


def item(key: str, valid_for: str = "P3M") -> EvidenceItem:
    return EvidenceItem(key=key, item=TEXT, valid_for=valid_for)


CONTROL = Control(
    id="ALPHA-T08",
    title=TEXT,
    summary=TEXT,
    source=Source(section="1"),
    level=Level.REQUIRED,
    responsibility=Responsibility(who=("municipality",)),
    rule_16_3=5,
    assessment=Assessment.PARTIAL,
    signals=("import.cdr", "m365.malf"),
    checks=("m365.exchange.malware-filter",),
    evidence=(item("fwexp"), item("design", "until-change")),
)
OTHER = replace(
    CONTROL, id="ALPHA-T01", signals=("m365.malf", "probe.eicar"), evidence=(item("cspdoc", "P1Y"),)
)
ERASED = replace(CONTROL, id="CS-C01", signals=(), checks=(), evidence=(item("certificate", "permanent"),))
CONTROLS = (CONTROL, OTHER, ERASED)

ATTESTATION: Mapping[str, Any] = {
    "control": "ALPHA-T08",
    "evidence": "fwexp",
    "statement": "無害化装置の設定を確認した。",
    "document": "無害化装置設定書.pdf",
    "sha256": DIGEST,
    "role": "情報政策課長",
    "date": "2026-11-01",
    "valid_for": "P3M",
}
WAIVER: Mapping[str, Any] = {
    "control": "ALPHA-T08",
    "reason": "移行が令和9年3月に完了するため。",
    "approver": "最高情報セキュリティ責任者",
    "date": "2026-11-01",
    "valid_until": "2026-12-31",
    "compensating": "ログを毎週確認する。",
}
GAP: Mapping[str, Any] = {
    "target": "aozora-aws",
    "permission": "organizations:*",
    "reason": "ガバメントクラウドでは許可されない。",
    "approver": "統括情報セキュリティ責任者",
    "date": "2026-11-01",
    "valid_until": "2026-12-31",
}


def finding(outcome: Outcome = Outcome.FAIL, **changes: Any) -> Finding:
    one = Finding(
        id="a" * 24,
        check="m365.exchange.malware-filter",
        provider="m365",
        organisation="aozora",
        target="aozora-m365",
        account="aozora.example",
        resource=Resource("policy", "p-1", "Default"),
        outcome=outcome,
        message=Message.of("found"),
        code=Reason.DENIED if outcome is Outcome.UNKNOWN else None,
        gap=None,
        severity=Severity.LOW,
        observed=None,
        read_at="",
    )
    return replace(one, **changes)


def less(record: Mapping[str, Any], *names: str, **changes: Any) -> dict[str, Any]:
    """The record without these keys, and with these changes."""
    return {key: value for key, value in record.items() if key not in names} | changes


def people(folder: Path, targets: Any = None, **files: Any) -> People:
    """What is read of a folder with these files; `accepted_gaps=[…]` is the list in `accepted-gaps.yaml`."""
    for key, content in files.items():
        whole = content if isinstance(content, dict) else {key: content}
        name = key.replace("_", "-") + ".yaml"
        (folder / name).write_bytes(msgspec.json.encode(whole))  # JSON is YAML
    return read_people(folder, CONTROLS, targets=targets)
