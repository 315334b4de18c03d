"""A run as the store keeps it: a head of its own, and items that it shares with the runs around it.

Settings are kept as they stand in an evidence file, block by block, so that also those of a plugin that
isn't here are kept and come out again.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec
import zstandard

from scanner.assessment import Assessment, ControlVerdict
from scanner.evidence import Evidence
from scanner.evidence_file import Block, Writer, blocks
from scanner.evidence_store import write
from scanner.findings import Finding
from scanner.store.items import Scope
from scanner.wire import encode

OWN = ("run", "target")
"""Blocks that are no settings: they stand in the head."""


class Place(msgspec.Struct):
    """A block of the evidence: what its line says. `body` holds the lines of those that are no settings."""

    name: str
    about: dict[str, Any]
    body: bytes | None = None


class Head(msgspec.Struct):
    """What a run has for itself: blocks in order, scopes covered, when each check had its settings read."""

    blocks: list[Place]
    scopes: list[Scope]
    read_at: dict[str, str]

    def packed(self) -> bytes:
        """As it is kept."""
        return zstandard.ZstdCompressor(level=9).compress(msgspec.msgpack.encode(self))

    @classmethod
    def unpacked(cls, content: bytes) -> "Head":
        """From what was kept."""
        return msgspec.msgpack.decode(zstandard.ZstdDecompressor().decompress(content), type=cls)


def blocks_of(evidence: Evidence) -> Iterator[Block]:
    """The evidence as blocks of its file."""
    content = io.BytesIO()
    write(evidence, content)
    content.seek(0)
    return blocks(content)


def parted(found: Iterable[Block], assessment: Assessment) -> tuple[Head, dict[Scope, list[bytes]]]:
    """What goes into the head, and the items by scope."""
    head, scopes = Head(blocks=[], scopes=[], read_at={}), dict[Scope, list[bytes]]()
    for block in found:
        about = {key: value for key, value in block.about.items() if key not in ("block", "bytes")}
        if block.name in OWN:
            head.blocks.append(Place(block.name, about, block.content))
        else:
            head.blocks.append(Place(block.name, about))
            scopes[Scope("setting", str(about["target"]), block.name)] = block.content.splitlines()
    scopes |= _findings(assessment, head) | _controls(assessment)
    head.scopes = list(scopes)
    return head, scopes


def _findings(assessment: Assessment, head: Head) -> dict[Scope, list[bytes]]:
    """The findings per target and check; the time of the reading, new in each run, goes into the head."""
    found: dict[Scope, list[bytes]] = {
        Scope("finding", target.id, check.id): []
        for target in assessment.targets
        for check in assessment.checks
        if check.provider == target.provider
    }
    for one in assessment.findings:
        head.read_at[f"{one.target} {one.check}"] = one.read_at
        found.setdefault(Scope("finding", one.target, one.check), []).append(encode(replace(one, read_at="")))
    return found


def _controls(assessment: Assessment) -> dict[Scope, list[bytes]]:
    found: dict[Scope, list[bytes]] = {}
    for one in assessment.controls:
        scope = Scope("control", one.organisation, f"{one.framework}@{one.edition}")
        found.setdefault(scope, []).append(encode(one))
    return found


def evidence_file(head: Head, items: Mapping[Scope, list[bytes]]) -> bytes:
    """The evidence file that the run came from; its settings stand in another order."""
    out = io.BytesIO()
    writer = Writer(out)
    for place in head.blocks:
        lines = (
            items[Scope("setting", place.about["target"], place.name)]
            if place.body is None
            else place.body.splitlines()
        )
        writer.add(place.name, place.about, lines)
    writer.close()
    return out.getvalue()


def findings_of(head: Head, items: Mapping[Scope, list[bytes]]) -> Iterator[Finding]:
    """The findings of the run."""
    for scope, bodies in items.items():
        if scope.part == "finding":
            read_at = head.read_at.get(f"{scope.owner} {scope.kind}", "")
            for body in bodies:
                yield replace(msgspec.json.decode(body, type=Finding), read_at=read_at)


def controls_of(items: Mapping[Scope, list[bytes]]) -> Iterator[ControlVerdict]:
    """The verdicts of the run."""
    for scope, bodies in items.items():
        if scope.part == "control":
            for body in bodies:
                yield msgspec.json.decode(body, type=ControlVerdict)
