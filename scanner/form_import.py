"""From a workbook to the new content of records: everything is read and checked before anything is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scanner import attestations, plans
from scanner.attestations import Attestation
from scanner.attesting import with_attestations, with_plans
from scanner.catalogue import all_frameworks
from scanner.config import Config, OrganisationConfig
from scanner.form_attestations import AttestationReader, Gathered
from scanner.form_file import Form, read_forms
from scanner.form_replies import ReplyReader
from scanner.forms import ATTESTATION, REPLY
from scanner.framework_model import Control
from scanner.host import Host
from scanner.people import read_people
from scanner.people_refs import Known
from scanner.plans import Plan
from scanner.risk_data import load_risk
from scanner.yamlfile import Problem, YamlError

Added = Callable[[Path, Iterable[Any], Iterable[Control]], str]
FILES: Mapping[str, tuple[str, Added]] = {
    ATTESTATION: (attestations.FILE, with_attestations),
    REPLY: (plans.FILE, with_plans),
}


@dataclass
class Imported:
    """The files to write, with their content; how many records are new, known, and left for people."""

    files: dict[Path, str] = field(default_factory=dict)
    added: int = 0
    known: int = 0
    left: int = 0


def imported(book: Path, config: Config, host: Host) -> Imported:
    """What the forms of a workbook come to.

    Raises OSError, `FormFileError`, and YamlError with all faults.
    """
    controls = [one for framework in all_frameworks(host) for one in framework.controls]
    found = Imported()
    gathered: dict[tuple[Path, str], list[Any]] = {}
    problems: list[Problem] = []
    organisations = {one.id: one for one in config.organisations}
    for form in read_forms(book):
        read = _read(form, organisations, controls, host)
        problems += read.problems
        found.left += read.left
        if read.records:
            folder = organisations[form.about["organisation"]].records
            gathered.setdefault((folder, form.about["kind"]), []).extend(read.records)
    if problems:
        raise YamlError(problems)
    for (folder, kind), records in gathered.items():
        _add(found, folder, kind, records, controls)
    return found


def _read(
    form: Form, organisations: Mapping[str, OrganisationConfig], controls: list[Control], host: Host
) -> Gathered:
    organisation = organisations.get(form.about.get("organisation", ""))
    if organisation is None:
        template = "this sheet is of the organisation '{id}', which the configuration does not have"
        params = {"id": form.about.get("organisation", "")}
        return Gathered(problems=[form.problem(0, "", template, params)])
    targets = [target.id for target in organisation.targets]
    known = Known.of(controls, load_risk(), targets)
    kind = form.about.get("kind")
    if kind == ATTESTATION:
        return AttestationReader(known, organisation.records, host.providers.keys()).read(form)
    if kind == REPLY:
        return ReplyReader(known).read(form)
    template = "this version of Tenken does not know forms of the kind '{kind}'"
    return Gathered(problems=[form.problem(0, "", template, {"kind": kind})])


def _add(found: Imported, folder: Path, kind: str, records: list[Any], controls: list[Control]) -> None:
    """Add what isn't there yet, each once."""
    name, with_added = FILES[kind]
    people = read_people(folder, controls)
    there = {*map(_meaning, people.attestations), *map(_meaning, people.plans)}
    new = {_meaning(one): one for one in records}
    fresh = [one for meaning, one in new.items() if meaning not in there]
    found.added += len(fresh)
    found.known += len(new) - len(fresh)
    if fresh:
        found.files[folder / name] = with_added(folder, fresh, controls)


def _meaning(one: Attestation | Plan) -> tuple[object, ...]:
    """What a record says, however its days are written."""
    if isinstance(one, Plan):
        return one.control, one.measure, one.owner, one.last, one.done, one.check, one.target
    what = (one.control, one.evidence, one.signal, one.assets, one.statement, one.role)
    return (*what, one.document, one.path, one.sha256.lower(), one.first, one.last)
