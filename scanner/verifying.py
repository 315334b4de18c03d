"""Whether a package is what was signed, and its evidence still gives the verdicts that it holds. Offline."""

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scanner.assessment import Assessment
from scanner.evidence_file import EvidenceError
from scanner.evidence_store import read
from scanner.host import Host
from scanner.language import Translator
from scanner.package import (
    BEFORE,
    EVIDENCE,
    JSON,
    MANIFEST,
    SIGNATURE,
    STAMP,
    Manifest,
    manifest_of,
    signature_of,
)
from scanner.package_file import Archive, opened, refused
from scanner.scanning import assess
from scanner.signing import Signature
from scanner.since import since
from scanner.text import Message
from scanner.timestamp import Stamped, stamped

OWN = (MANIFEST, SIGNATURE, STAMP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found. `problems` say what isn't as it was signed, `notes` what people should know besides."""

    manifest: Manifest
    fingerprint: str
    stamp: Stamped | None
    problems: tuple[Message, ...]
    notes: tuple[Message, ...]

    @property
    def good(self) -> bool:
        """True if nothing is wrong."""
        return not self.problems


def verify(
    path: Path, host: Host, *, fingerprint: str | None = None, roots: tuple[Path, ...] = ()
) -> Checked:
    """Check a package: list, signature, timestamp, verdicts.

    `fingerprint` is that of the key that must have signed it, `roots` are the certificates that its timestamp
    is checked with. Raises OSError, and `PackageError` for what is no package.
    """
    with opened(path) as archive:
        manifest, signature = _signed(path, archive)
        stamp, at_stamp = _stamp(archive, roots)
        problems = [
            *_of_signature(archive, signature, fingerprint),
            *_of_files(archive, manifest),
            *at_stamp,
        ]
        notes: list[Message] = []
        if not problems:
            told = list(_of_verdicts(archive, manifest, host))
            problems = [message for wrong, message in told if wrong]
            notes = [message for wrong, message in told if not wrong]
    return Checked(
        manifest=manifest,
        fingerprint=signature.fingerprint,
        stamp=stamp,
        problems=tuple(problems),
        notes=tuple(notes),
    )


def _signed(path: Path, archive: Archive) -> tuple[Manifest, Signature]:
    parts = (MANIFEST, SIGNATURE)
    if not all(name in archive for name in parts):
        raise refused(path, "this is no package of Tenken")
    manifest, signature = manifest_of(archive.read(MANIFEST)), signature_of(archive.read(SIGNATURE))
    if manifest is None or signature is None:
        raise refused(path, "this is no package that this version of Tenken knows")
    return manifest, signature


def _of_signature(archive: Archive, signature: Signature, fingerprint: str | None) -> Iterator[Message]:
    if not signature.holds(archive.read(MANIFEST)):
        yield Message.of("the signature is not of this list of hashes: the list was changed")
    if fingerprint and fingerprint != signature.fingerprint:
        yield Message.of("it was signed with another key: {fingerprint}", fingerprint=signature.fingerprint)


def _of_files(archive: Archive, manifest: Manifest) -> Iterator[Message]:
    """What was changed, is missing, or was added."""
    listed = {one.name: one for one in manifest.files}
    for name, content in listed.items():
        if name not in archive:
            yield Message.of("missing: {name}", name=name)
        elif archive.content(name) != content:
            yield Message.of("changed: {name}", name=name)
    for name in archive.names:
        if name not in listed and name not in OWN:
            yield Message.of("added: {name}", name=name)


def _stamp(archive: Archive, roots: tuple[Path, ...]) -> tuple[Stamped | None, list[Message]]:
    if STAMP not in archive:
        return None, [Message.of("there is no timestamp to check")] if roots else []
    found = stamped(archive.read(STAMP), archive.read(SIGNATURE), roots)
    return (found, []) if isinstance(found, Stamped) else (None, [found])


def _of_verdicts(archive: Archive, manifest: Manifest, host: Host) -> Iterator[tuple[bool, Message]]:
    """Whether the evidence, judged again, gives the assessment that the package holds."""
    if EVIDENCE not in archive or JSON not in archive:
        yield True, Message.of("there is no evidence to judge again")
        return
    try:
        again = _again(archive, host)
    except EvidenceError as error:
        found = error.args[0]
        yield True, found if isinstance(found, Message) else Message.of("the evidence can't be read")
        return
    out = io.BytesIO()
    renderer: Any = host.renderers["json"]
    renderer.render(again, out, Translator(manifest.language))
    before = archive.read(JSON)
    if out.getvalue() == before:
        yield False, Message.of("judged again: the same verdicts, byte for byte")
        return
    try:
        yield from _differing(json.loads(before), json.loads(out.getvalue()), manifest)
    except (ValueError, LookupError, TypeError, RecursionError):
        yield True, Message.of("changed: {name}", name=JSON)


def _again(archive: Archive, host: Host) -> Assessment:
    def judged(name: str) -> Assessment:
        with archive.open(name) as stream:
            return assess(read(io.BytesIO(stream.read()), host.providers), host=host)

    now = judged(EVIDENCE)
    return replace(now, since=since(judged(BEFORE), now)) if BEFORE in archive else now


def _differing(
    before: Mapping[str, Any], after: Mapping[str, Any], manifest: Manifest
) -> Iterator[tuple[bool, Message]]:
    """Which verdicts are others; none may be so where only the way of writing is."""
    old, new = _verdicts(before), _verdicts(after)
    wrong = sorted({key[-1] for key in old.keys() | new.keys() if old.get(key) != new.get(key)})
    for name in wrong:
        yield True, Message.of("judged again, the verdict is another: {control}", control=name)
    if not wrong:
        template = "judged again: the same verdicts, written otherwise than by version {version}"
        yield False, Message.of(template, version=manifest.version)


def _verdicts(document: Mapping[str, Any]) -> dict[tuple[str, ...], str]:
    """The status of each control and the outcome of each finding."""
    keys = ("organisation", "framework", "edition", "id")
    found = {tuple(one[key] for key in keys): one["status"] for one in document["controls"]}
    return found | {("finding", one["id"]): one["outcome"] for one in document["findings"]}
