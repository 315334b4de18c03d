"""The review of a notice as evidence: its document, and an attestation for each control that asks for it."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scanner.attestations import FILE, Attestation
from scanner.attesting import with_attestations
from scanner.catalogue import all_frameworks
from scanner.cli.files import Write, bytes_of
from scanner.config import Config
from scanner.days import day_of
from scanner.framework_choice import selected_frameworks
from scanner.framework_model import Control
from scanner.host import Host
from scanner.notice import Notice
from scanner.touched import load_services

if TYPE_CHECKING:
    from scanner.store.notices import Kept

FOLDER = "notices"
HOLDS = "P1Y"
"""How long such an attestation holds at the most; a control may allow less."""


def evidence_of(
    kept: "Kept", role: str, note: str, folder: Path, controls: "tuple[list[Control], Iterable[Control]]"
) -> Mapping[Path, Write]:
    """The files to write into the folder of the records; none where no control asks for it.

    `controls` are those that ask for it, and all there are. Raises YamlError for records that are wrong.
    """
    asking, every = controls
    if not asking:
        return {}
    document, place = _document(kept.notice, role, note), _place(kept.notice)
    new = [
        Attestation(
            control=control.id,
            evidence=item.key,
            statement=f"{kept.notice.id}: {note}",
            document=kept.notice.title,
            sha256=hashlib.sha256(document).hexdigest(),
            path=place,
            role=role,
            date=day_of(datetime.now(UTC)).isoformat(),
            valid_for=HOLDS,
        )
        for control in asking
        for item in control.evidence
        if item.key in load_services().review_shows
    ]
    content = with_attestations(folder, new, every)
    return {folder / place: bytes_of(document), folder / FILE: bytes_of(content.encode())}


def controls_asking(config: Config, host: Host) -> tuple[list[Control], list[Control]]:
    """The controls of the chosen frameworks that the review of a notice is evidence for; and all."""
    shows = load_services().review_shows
    chosen = selected_frameworks(config.frameworks, host.mapping_files)
    found = {control.id: control for framework in chosen for control in framework.controls}
    asking = [one for one in found.values() if any(item.key in shows for item in one.evidence)]
    return asking, [control for framework in all_frameworks(host) for control in framework.controls]


def _document(notice: Notice, role: str, note: str) -> bytes:
    """What was reviewed, as it stood, and what came of it."""
    said = {
        "notice": notice.id,
        "title": notice.title,
        "services": list(notice.services),
        "last_modified": notice.modified.isoformat(),
        "text": notice.text,
        "reviewed_by": role,
        "note": note,
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode()


def _place(notice: Notice) -> str:
    """A file for each review, so that an earlier one keeps its document."""
    name = re.sub(r"[^\w.-]", "_", notice.id)
    return f"{FOLDER}/{name}-{datetime.now(UTC):%Y%m%dT%H%M%S}.json"
