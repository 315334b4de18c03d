"""What people's records say of an organisation on one day, for the verdict of its controls.

standing = read_standing("aozora", Path("records"), controls, findings, as_of)
"""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from scanner.findings import Finding
from scanner.framework_model import Control
from scanner.on_file import OnFile
from scanner.people import People, read_people
from scanner.people_refs import by_id
from scanner.risk_data import load_risk
from scanner.verdict import Standing
from scanner.waiving import Waiving
from scanner.weighing import Weighed


def read_standing(
    organisation: str,
    folder: Path,
    controls: Iterable[Control],
    findings: Iterable[Finding],
    as_of: datetime,
) -> Standing:
    """Read the records in `folder`, and say what they come to. Raises YamlError."""
    known = tuple(controls)
    return standing(organisation, read_people(folder, known), known, findings, as_of)


def standing(
    organisation: str,
    people: People,
    controls: Iterable[Control],
    findings: Iterable[Finding],
    as_of: datetime,
) -> Standing:
    """What the records come to on the day of `as_of` (aware) in Japan.

    `controls` are all there are; `findings` of other organisations are passed over. Relief by Government
    Cloud is no record: it is left empty.
    """
    known = tuple(controls)
    return standing_of(organisation, OnFile.of(people, known, as_of), known, findings)


def standing_of(
    organisation: str, on_file: OnFile, controls: Iterable[Control], findings: Iterable[Finding]
) -> Standing:
    """What is on file comes to this."""
    known = tuple(controls)
    valid = [one for one in on_file.attestations if one.fault is None]
    waivers = tuple(filter(on_file.holds, on_file.waivers))
    mine = (one for one in findings if one.organisation == organisation)
    waiving = Waiving.of(waivers, by_id(known), mine)
    return Standing(
        evidence=shown(one for one in valid if not one.is_signal),
        signals=shown(one for one in valid if one.is_signal),
        waived=waiving.findings,
        waived_controls=waiving.controls,
    )


def shown(valid: Iterable[Weighed]) -> frozenset[tuple[str, str]]:
    """Pairs of control id and key that valid attestations show.

    Those that name kinds of asset count for the control where together they cover all of its kinds.
    """
    whole: set[tuple[str, str]] = set()
    kinds: dict[tuple[str, str], set[str]] = {}
    for one in valid:
        pair = (one.control, one.key)
        if one.attestation.assets:
            kinds.setdefault(pair, set()).update(one.attestation.assets)
        else:
            whole.add(pair)
    return frozenset(whole | {pair for pair, found in kinds.items() if found >= _kinds_of(pair[0])})


def _kinds_of(control: str) -> frozenset[str]:
    measure = load_risk().countermeasure(control)
    return frozenset(measure.kinds if measure else ())
