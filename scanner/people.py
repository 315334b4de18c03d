"""What people state beside the declarations: the folder `records/`, read into typed values.

people = read_people(Path("records"), controls, targets=["aozora-aws"])
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from scanner import accepted, assets, attestations, changes, plans, systems, waivers
from scanner.accepted import AcceptedGap
from scanner.assets import AssetSheet
from scanner.attestations import Attestation
from scanner.changes import Change
from scanner.framework_model import Control
from scanner.people_refs import Known, references
from scanner.plans import Plan
from scanner.records import FILE as DECLARATIONS_FILE
from scanner.risk_data import load_risk
from scanner.risk_model import RiskModel
from scanner.systems import Operator, System
from scanner.waivers import Waiver
from scanner.yamlfile import Problem, Term, YamlError, decode, read

FILES: Mapping[str, type] = {
    attestations.FILE: attestations.Attestations,
    waivers.FILE: waivers.Waivers,
    accepted.FILE: accepted.AcceptedGaps,
    assets.FILE: assets.AssetSheet,
    systems.FILE: systems.Systems,
    plans.FILE: plans.Plans,
    changes.FILE: changes.Changes,
}
"""The files that people write, and what each holds. One that is missing holds nothing."""

ALIKE = 0.9
"""From this likeness on a file's name is a misspelling; `waivers-2025.yaml` is somebody's archive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All records of one organisation. `folder` is where paths of documents start from."""

    folder: Path
    attestations: tuple[Attestation, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    accepted_gaps: tuple[AcceptedGap, ...] = ()
    assets: AssetSheet | None = None
    systems: tuple[System, ...] = ()
    operators: tuple[Operator, ...] = ()
    plans: tuple[Plan, ...] = ()
    changes: tuple[Change, ...] = ()


def read_people(
    folder: Path,
    controls: Iterable[Control],
    *,
    targets: Collection[str] | None = None,
    model: RiskModel | None = None,
) -> People:
    """The records in `folder`, checked against all controls there are, not only the selected ones.

    `targets`, if given, are the target ids that may be named. Raises YamlError with all faults of all files.
    """
    known = Known.of(controls, model or load_risk(), targets)
    found: dict[str, Any] = {}
    problems = list(_strays(folder))
    for name in FILES:
        try:
            found[name] = _file(folder / name, known)
        except YamlError as error:
            problems += error.problems
    if problems:
        raise YamlError(problems)
    return _people(folder, found)


def _file(path: Path, known: Known) -> Any:
    if not path.exists():
        return None
    document = read(path)
    value: Any = decode(document, FILES[path.name])
    if problems := sorted(references(document, value, known), key=_place):
        raise YamlError(problems)
    return value


def _people(folder: Path, found: Mapping[str, Any]) -> People:
    """Each list of each file under its own name; the sheet of assets stays whole."""
    lists: dict[str, Any] = {}
    for name, file in found.items():
        if file is not None and name != assets.FILE:
            lists |= {one.name: getattr(file, one.name) for one in fields(file)}
    return People(folder=folder, assets=found[assets.FILE], **lists)


def _strays(folder: Path) -> Iterator[Problem]:
    """Files that would be read if they were spelt as they should be."""
    known = (*FILES, DECLARATIONS_FILE)
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        like = get_close_matches(path.with_suffix(".yaml").name, known, 1, ALIKE)
        if path.name not in known and like:
            params = {"kind": Term("file of records"), "name": path.name, "nearest": like[0]}
            template = "there is no {kind} '{name}'; did you mean '{nearest}'?"
            yield Problem(str(path), 0, 0, template, params)


def _place(problem: Problem) -> tuple[int, int]:
    return problem.line, problem.column
