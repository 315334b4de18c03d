"""Evidence to a file and back."""

from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from itertools import pairwise
from typing import Any, BinaryIO

import msgspec

from scanner.assessment import Organisation, Run
from scanner.connection import Call, Shape
from scanner.evidence import Evidence, TargetEvidence
from scanner.evidence_file import Block, EvidenceError, Writer, blocks
from scanner.given import GIVEN
from scanner.model import Gap, Reading, Reason, Resource
from scanner.on_file import OnFile
from scanner.plan import Plan, kind_of
from scanner.provider import Provider, Target
from scanner.schema import lacks, schema
from scanner.sentinel import NewField
from scanner.text import Message
from scanner.verdict import Standing
from scanner.wire import MalformedSettingError, decode, encode


def write(evidence: Evidence, out: BinaryIO) -> None:
    """Write evidence; the same evidence gives the same bytes."""
    writer = Writer(out)
    whole = (evidence.run, evidence.organisations, evidence.frameworks)
    head = _Head(*whole, dict(evidence.standing), dict(evidence.people))
    writer.add("run", {}, [encode(head)])
    for one in evidence.targets:
        about = {"target": one.target.id, "provider": one.target.provider}
        provenance = {
            "organisation": one.target.organisation,
            "account": one.account,
            "calls": one.calls,
            "shapes": one.shapes,
            **({} if one.unseen is None else {"unseen": one.unseen}),
            **_behind(one.target),
        }
        writer.add("target", about, [encode(provenance)])
        for cls in sorted(one.readings, key=kind_of):
            _add(writer, one, cls)
    writer.close()


def _behind(target: Target) -> dict[str, Any]:
    """What is known of a target beforehand, where there is anything."""
    found = {name: getattr(target, name) for name in ("parent", "name", "notes", "gaps", "members")}
    return {name: value for name, value in found.items() if value}


def _add(writer: Writer, one: TargetEvidence, cls: type) -> None:
    reading = one.readings[cls]
    about = {
        "target": one.target.id,
        "read_at": one.read_at.get(cls, ""),
        "complete": reading.complete,
        "items": len(reading.items),
        "schema": schema(cls),
        "gaps": msgspec.to_builtins(reading.gaps),
    }
    writer.add(kind_of(cls), about, (encode(item) for item in reading.items))


class _Head(msgspec.Struct):
    run: Run
    organisations: tuple[Organisation, ...]
    frameworks: tuple[str, ...]
    standing: dict[str, Standing]
    people: dict[str, OnFile] = {}
    """Missing in files of former versions: not recorded."""


class _Provenance(msgspec.Struct):
    organisation: str
    account: str
    calls: tuple[Call, ...]
    shapes: tuple[Shape, ...]
    unseen: tuple[NewField, ...] | None = None
    parent: str = ""
    name: str = ""
    notes: tuple[Message, ...] = ()
    gaps: tuple[Gap, ...] = ()
    members: bool = False


def read(source: BinaryIO, providers: Mapping[str, Provider]) -> Evidence:
    """Read evidence; settings of a provider that isn't among `providers` stay opaque.

    Raises `EvidenceError` for a file that was changed, is cut off, or is none.
    """
    found = list(blocks(source))
    try:
        head = msgspec.json.decode(found[0].content, type=_Head)
        targets = tuple(_target(part, providers, head.run.checks) for part in _parts(found[1:]))
    except (msgspec.DecodeError, KeyError, IndexError, TypeError) as error:
        problem = Message.of("the file does not hold what its format says ({problem})", problem=str(error))
        raise EvidenceError(problem) from None
    return Evidence(
        run=head.run,
        organisations=head.organisations,
        frameworks=head.frameworks,
        targets=targets,
        standing=head.standing,
        people=head.people,
    )


def _parts(found: list[Block]) -> Iterator[list[Block]]:
    starts = [place for place, block in enumerate(found) if block.name == "target"]
    for start, end in pairwise([*starts, len(found)]):
        yield found[start:end]


def _target(
    part: list[Block], providers: Mapping[str, Provider], checks: Sequence[str] | None
) -> TargetEvidence:
    head, *rest = part
    about = msgspec.json.decode(head.content, type=_Provenance)
    provider = providers.get(head.about["provider"])
    types = _types(provider)
    known = {types[block.name]: block for block in rest if block.name in types}
    readings = {cls: _reading(cls, block) for cls, block in known.items()}
    for cls in set() if about.members else _asked(provider, checks) - known.keys():
        readings[cls] = Reading(gaps=(_unrecorded(cls, head.about["target"], "the file does not hold it"),))
    return TargetEvidence(
        target=Target(
            head.about["target"],
            head.about["provider"],
            about.organisation,
            None,
            about.parent,
            about.name,
            about.notes,
            about.gaps,
            about.members,
        ),
        account=about.account,
        readings=readings,
        read_at={cls: block.about["read_at"] for cls, block in known.items()},
        calls=about.calls,
        shapes=about.shapes,
        unseen=about.unseen,
        opaque=tuple(block.name for block in rest if block.name not in types),
    )


def _types(provider: Provider | None) -> dict[str, type]:
    recorded = Plan.of(provider).recorded if provider else ()
    return {kind_of(cls): cls for cls in (*GIVEN, *recorded)}


def _asked(provider: Provider | None, checks: Sequence[str] | None) -> set[type]:
    """What the reading was to hold: what all checks need, or those that were asked for."""
    if provider is None or checks is None:
        return set(_types(provider).values())
    chosen = [one for one in provider.checks if any(fnmatchcase(one.id, name) for name in checks)]
    return {*GIVEN, *Plan.of(provider, chosen).recorded}


def _reading(cls: type, block: Block) -> Reading[Any]:
    gaps = msgspec.convert(block.about["gaps"], tuple[Gap, ...])
    if field := lacks(cls, block.about["schema"]):
        return Reading(gaps=(*gaps, _unrecorded(cls, block.about["target"], f"the file has no {field}")))
    try:
        items = tuple(decode(cls, line) for line in block.content.splitlines())
    except MalformedSettingError:
        return Reading(gaps=(*gaps, _unrecorded(cls, block.about["target"], "its fields have other types")))
    return Reading(items, gaps)


def _unrecorded(cls: type, target: str, problem: str) -> Gap:
    message = Message.of("not in the evidence: {problem}; collect again", problem=problem)
    return Gap(kind_of(cls), Resource("target", target), Reason.UNRECORDED, message)
