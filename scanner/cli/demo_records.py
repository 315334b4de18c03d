"""What the people of the made-up city 青空市 state: trainings, an exception, operators, plans, assets."""

import json
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

ATTESTED = ("ALPHA-O02", "ALPHA-O03", "ALPHA-O04")
DOCUMENT = "実施記録.txt"
LASTS = timedelta(days=90)
OPERATORS: tuple[dict[str, Any], ...] = (
    {"id": "vendor-a", "name": "青空情報サービス（架空の事業者）", "targets": ["aozora-aws"]},
    {"id": "vendor-b", "name": "みどりクラウド（架空の事業者）", "targets": ["aozora-m365"]},
)
PLANS = (
    ("CS-B02", "管理者全員に多要素認証を設定する。", "情報政策課 基盤係", -30),
    ("CS-B06", "保存データの暗号化を有効にする。", "情報政策課 基盤係", 60),
    ("ALPHA-T10", "条件付きアクセスを見直す。", "情報政策課 利用者支援係", 20),
)
"""Control, what will be done, who sees to it, and in how many days it is due."""
ASSETS = (
    ("servers", "LGWAN業務サーバ", "server", 3, (2, 3, 2, 2, 2, 1)),
    ("terminals", "業務端末", "terminal", 2, (1, 3, 1, 2, 2, 1)),
    ("firewall", "ローカルブレイクアウトのファイアウォール", "lbofw", 3, (3, 2, 3, 1, 2, 1)),
    ("tenant", "Microsoft 365 テナント", "cloud", 2, (3, 2, 2, 3, 2, 2)),
)
"""Id, name, kind, importance, and the levels of the threats TH1 to TH6."""


def write_records(folder: Path, targets: Collection[str]) -> None:
    """Write the city's records, signed today, into a folder: as JSON, which is YAML too.

    `targets` are the ids of those that there are.
    """
    from scanner.attesting import digest_of  # noqa: PLC0415 - starting time
    from scanner.days import day_of  # noqa: PLC0415

    today = day_of(datetime.now(UTC))
    (folder / DOCUMENT).write_text("青空市（架空の市）の研修等の実施記録\n", encoding="utf-8")
    digest = digest_of(folder / DOCUMENT)
    _write(folder, "attestations", [_attestation(control, digest, today) for control in ATTESTED])
    _write(folder, "waivers", [_waiver(today)])
    operators = [one for one in OPERATORS if set(one["targets"]) <= set(targets)]
    _write(folder, "plans", [_plan(*plan, today) for plan in PLANS])
    _put(folder, "systems", {"systems": [], "operators": operators})
    sheet = {"role": "情報政策課長", "date": today.isoformat(), "assets": [_asset(*one) for one in ASSETS]}
    _put(folder, "assets", sheet)


def _attestation(control: str, digest: str, today: date) -> dict[str, str]:
    return {
        "control": control,
        "statement": "記録により実施を確認した。",
        "document": DOCUMENT,
        "path": DOCUMENT,
        "sha256": digest,
        "role": "情報政策課長",
        "date": today.isoformat(),
        "valid_for": "P1Y",
    }


def _waiver(today: date) -> dict[str, str]:
    return {
        "control": "CS-B12",
        "reason": "侵入検知の契約を更新中のため、更新が完了するまでの間に限る。",
        "approver": "最高情報セキュリティ責任者",
        "date": today.isoformat(),
        "valid_until": (today + LASTS).isoformat(),
        "compensating": "通信の記録を毎週確認する。",
    }


def _plan(control: str, measure: str, owner: str, due: int, today: date) -> dict[str, str]:
    return {
        "control": control,
        "measure": measure,
        "owner": owner,
        "date": (today - LASTS).isoformat(),
        "due": (today + timedelta(days=due)).isoformat(),
    }


def _asset(id: str, name: str, kind: str, importance: int, levels: tuple[int, ...]) -> dict[str, Any]:
    threats = {f"TH{number}": level for number, level in enumerate(levels, 1)}
    return {"id": id, "name": name, "kind": kind, "importance": importance, "threats": threats}


def _write(folder: Path, key: str, items: list[Any]) -> None:
    _put(folder, key, {key: items})


def _put(folder: Path, name: str, content: Mapping[str, Any]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
