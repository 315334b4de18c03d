"""`records/attestations.yaml`: what people show for a control, signed by a role, with its document's hash.

attestations:
  - control: ALPHA-T08
    evidence: fwexp               # or signal: probe.cdr; neither, where the control asks for one thing
    statement: 無害化装置の設定が申請どおりであることを確認した。
    document: 無害化装置設定書.pdf
    sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
    path: documents/無害化装置設定書.pdf    # if given, the file is hashed at every reading
    role: 情報政策課長
    date: 令和8年11月20日
    valid_for: P3M                # or valid_until: 2027-02-20
    assets: [lbo]                 # if it speaks of some kinds of asset only
"""

import re
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a key of the file
from typing import Annotated

import msgspec

from scanner.days import day
from scanner.signed import Day, LastDay, Role, signed_by, stated_until, written
from scanner.yamlfile import Refused

FILE = "attestations.yaml"
SHA256 = re.compile(r"[0-9a-fA-F]{64}")
EXAMPLE = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

Sha256 = Annotated[
    str,
    msgspec.Meta(
        description="SHA-256 of the document, in hexadecimal",
        extra_json_schema={"pattern": "^[0-9a-fA-F]{64}$"},
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """One statement about one piece of evidence, or one signal, of one control.

    `path` starts from the folder of the records. `assets` are kinds of asset; empty = all of the control.
    """

    control: str = field(metadata={"example": "ALPHA-T08"})
    statement: str
    document: str
    sha256: Sha256 = field(metadata={"example": EXAMPLE})
    role: Role = field(metadata={"example": "情報政策課長"})
    date: Day = field(metadata={"example": "2026-11-20"})
    evidence: str | None = None
    signal: str | None = None
    path: str | None = None
    valid_for: str | None = None
    valid_until: LastDay | None = None
    assets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        written(self, "control", "statement", "document")
        signed_by(self, "role")
        if not SHA256.fullmatch(self.sha256):
            template = "'{value}' is no SHA-256; write its 64 hexadecimal digits in quotes"
            raise Refused(template, at=("sha256",), value=self.sha256)
        if self.evidence and self.signal:
            raise Refused("one attestation answers one thing; make two of it", at=("signal",))
        stated_until(self.date, self.valid_until, self.valid_for)

    @property
    def first(self) -> Date:
        """The day it was signed."""
        return day(self.date, "date")

    @property
    def last(self) -> Date | None:
        """The last day that it claims to hold; the control may allow less. None if for good."""
        return stated_until(self.date, self.valid_until, self.valid_for)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestations:
    """The file."""

    attestations: tuple[Attestation, ...]
