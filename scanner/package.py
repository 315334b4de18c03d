"""The audit package: reports, evidence and documents in one file, with a signed list of their hashes.

    manifest.json   every other file with its size and SHA-256; from what, when and by what it was made
    manifest.sig    the signature of manifest.json, with the public key
    manifest.tsr    a timestamp of manifest.sig (RFC 3161), if one was asked for
    evidence/       what was read; judged again it gives assessment.json
    documents/      what people have shown

There is never a private key in it. The same evidence gives the same bytes, but for a timestamp.
"""

import io
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

import msgspec

from scanner.assessment import Assessment
from scanner.attesting import digest_of as hash_of
from scanner.evidence import Evidence
from scanner.host import Host
from scanner.language import Translator
from scanner.package_file import Content, digest_of, write
from scanner.renderer import Renderer, Series
from scanner.scanning import assess
from scanner.signing import Signature, sign
from scanner.since import since

FORMAT = "tenken-package/1"
MANIFEST, SIGNATURE, STAMP = "manifest.json", "manifest.sig", "manifest.tsr"
EVIDENCE, BEFORE, JSON = "evidence/evidence.tenken", "evidence/before.tenken", "assessment.json"
ALWAYS = "json"
REPORTS = (ALWAYS, "html", "xlsx", "evidence", "risk", "ciso")
"""The formats that a package holds, as far as they can be made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a package says of itself. `missing` are documents that people name and that were not put in."""

    format: str
    run: str
    read_at: str
    version: str
    language: str
    before: str | None
    files: tuple[Content, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a package is made of: evidence files, and the folders that documents are looked up in."""

    evidence: Path
    before: Path | None = None
    documents: tuple[Path, ...] = ()


Read = Callable[[Path], Evidence]
Stamp = Callable[[bytes], bytes]
Opening = Callable[[], IO[bytes]]


def assessed(read: Read, evidence: Path, before: Path | None, host: Host) -> Assessment:
    """What evidence comes to, with the changes since an earlier one."""
    now = assess(read(evidence), host=host)
    return replace(now, since=since(assess(read(before), host=host), now)) if before else now


def reports(host: Host, more: Iterable[str] = ()) -> tuple[Renderer | Series, ...]:
    """The renderers of a package that can be used here; JSON is always among them."""
    names = dict.fromkeys((*REPORTS, *more))
    known = (host.renderers[name] for name in names if name in host.renderers)
    return tuple(one for one in known if not one.absent)


def pack(  # noqa: PLR0913 - each is one input, and named
    out: IO[bytes],
    assessment: Assessment,
    sources: Sources,
    renderers: Iterable[Renderer | Series],
    *,
    key: Path,
    translator: Translator,
    stamp: Stamp | None = None,
) -> Manifest:
    """Write the package. Raises OSError, `KeyFileError`, and what a renderer or the stamp raises."""
    with tempfile.TemporaryDirectory(prefix="tenken-") as place:
        files: dict[str, Opening] = dict(_rendered(Path(place), assessment, renderers, translator))
        files |= {EVIDENCE: _reading(sources.evidence)}
        if sources.before:
            files[BEFORE] = _reading(sources.before)
        documents, missing = _documents(assessment, sources.documents)
        files = dict(sorted({**files, **documents}.items()))
        run, earlier = assessment.run, assessment.since
        manifest = Manifest(
            format=FORMAT,
            run=run.id,
            read_at=run.started_at,
            version=run.version,
            language=translator.language,
            before=earlier.run if earlier else None,
            files=tuple(_content(name, opening) for name, opening in files.items()),
            missing=missing,
        )
        head = {name: _held(data) for name, data in _head(manifest, key, stamp).items()}
        write(out, {**head, **files})
    return manifest


def _head(manifest: Manifest, key: Path, stamp: Stamp | None) -> dict[str, bytes]:
    """The list, its signature, and the timestamp of that."""
    listed = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    signature = msgspec.json.encode(sign(listed, key))
    head = {MANIFEST: listed, SIGNATURE: signature}
    return head | {STAMP: stamp(signature)} if stamp else head


def _rendered(
    place: Path, assessment: Assessment, renderers: Iterable[Renderer | Series], t: Translator
) -> Iterable[tuple[str, Opening]]:
    for one in renderers:
        for paper in one.papers(assessment, t):
            path = place / Path(paper.name).name
            with path.open("wb") as file:
                paper.write(file)
            yield path.name, _reading(path)


def _documents(
    assessment: Assessment, folders: Iterable[Path]
) -> tuple[Mapping[str, Opening], tuple[str, ...]]:
    """The documents of attestations that still are what was hashed, each once; and the rest by name."""
    found: dict[str, Opening] = {}
    missing: dict[str, None] = {}
    known = tuple(folders)
    for organisation, on_file in sorted(assessment.people.items()):
        for weighed in on_file.attestations:
            one = weighed.attestation
            path = _document(one.path, one.sha256, known)
            if path:
                name = f"{one.sha256[:12].lower()}-{_plain(path.name)}"
                found[f"documents/{_plain(organisation)}/{name}"] = _reading(path)
            else:
                missing[one.document] = None
    return found, tuple(missing)


def _document(place: str | None, sha256: str, folders: Iterable[Path]) -> Path | None:
    for folder in folders:
        path = folder / place if place else None
        if path and path.is_file() and hash_of(path) == sha256.lower():
            return path
    return None


def _plain(name: str) -> str:
    """A name that every system takes."""
    return "".join(one if one.isalnum() or one in "._-" else "_" for one in name).strip("._") or "document"


def _reading(path: Path) -> Opening:
    def opening() -> IO[bytes]:
        return path.open("rb")

    return opening


def _held(data: bytes) -> Opening:
    return lambda: io.BytesIO(data)


def _content(name: str, opening: Opening) -> Content:
    with opening() as stream:
        return Content(name, *digest_of(stream))


def signature_of(data: bytes) -> Signature | None:
    """The signature that a file holds; None if it holds none."""
    try:
        return msgspec.json.decode(data, type=Signature)
    except msgspec.DecodeError:
        return None


def manifest_of(data: bytes) -> Manifest | None:
    """The list that a file holds; None if it holds none of this format."""
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError:
        return None
    return found if found.format == FORMAT else None
