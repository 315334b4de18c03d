"""What is stated of one organisation, beside what can be read: declarations, records, profiles.

It is read before the first call, so that a fault in it stops a scan before anything was asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from scanner.accepted import accepted
from scanner.assessment import Organisation
from scanner.config import OrganisationConfig
from scanner.evidence import TargetEvidence
from scanner.findings import Finding
from scanner.framework_model import Control
from scanner.frameworks import File, load_frameworks, packaged
from scanner.on_file import OnFile
from scanner.people import FILES, People, read_people
from scanner.profiles import Profile, load_profile
from scanner.records import Declarations
from scanner.standing import standing_of
from scanner.verdict import Standing
from scanner.yamlfile import Faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """Declarations, records and profiles of one organisation, and the controls that records may name."""

    config: OrganisationConfig
    declarations: Declarations
    profiles: tuple[Profile, ...]
    people: People
    controls: tuple[Control, ...]

    @classmethod
    def read(cls, config: OrganisationConfig, files: Iterable[File] = ()) -> "Stated":
        """Read what is stated; `files` are the framework files of plugins.

        Raises `YamlError` with all faults of all files.
        """
        written = any((config.records / name).exists() for name in FILES)
        controls = _all_controls(files) if written else ()
        targets = [target.id for target in config.targets]
        faults = Faults()
        found = cls(
            config=config,
            declarations=faults.of(config.declarations, Declarations()),
            profiles=tuple(load_profile(name) for name in config.profiles),
            people=faults.of(
                lambda: read_people(config.records, controls, targets=targets), People(folder=config.records)
            ),
            controls=controls,
        )
        faults.tell()
        return found

    @property
    def organisation(self) -> Organisation:
        """The organisation with its facts: those of the profiles, unless it declares otherwise."""
        facts: dict[str, bool] = {}
        for profile in self.profiles:
            facts |= profile.facts
        facts |= self.declarations.facts
        one = self.config
        return Organisation(id=one.id, name=one.name, case=one.case, facts=tuple(sorted(facts.items())))

    @property
    def limits(self) -> Mapping[str, int]:
        """The thresholds that the profiles set; a later profile wins."""
        return {key: value for profile in self.profiles for key, value in profile.limits.items()}

    def on_file(self, as_of: datetime) -> OnFile:
        """The records as they are on the day of `as_of` (aware), and what the profiles relieve."""
        return OnFile.of(self.people, self.controls, as_of, self.profiles)

    def standing(
        self,
        on_file: OnFile,
        targets: Iterable[TargetEvidence],
        findings: Iterable[Finding],
        as_of: datetime,
    ) -> Standing:
        """What records and profiles say on the day of `as_of` (aware)."""
        found = standing_of(self.config.id, on_file, self.controls, findings)
        relieved = frozenset(name for profile in self.profiles for name in profile.relieved_controls())
        gaps = {
            (one.target.id, gap)
            for one in targets
            if one.target.organisation == self.config.id
            for gap in one.gaps
        }
        known = self.people.accepted_gaps
        kept = frozenset(pair for pair in gaps if accepted(pair[1], pair[0], known, as_of))
        return replace(found, relieved=relieved, sentences=self._sentences(), accepted=kept)

    def _sentences(self) -> frozenset[tuple[str, str, str]]:
        """What the documents say of each relieved control, and where."""
        reliefs = [relief for profile in self.profiles for relief in profile.relieved]
        return frozenset(
            (
                one.control,
                f"{one.sentence.ja}（{one.document.ja}）",
                f"{one.sentence.en} ({one.document.en})",
            )
            for one in reliefs
        )


def read_stated(organisations: Iterable[OrganisationConfig], files: Iterable[File]) -> tuple[Stated, ...]:
    """What is stated of all these. Raises `YamlError` with all faults of all files, each once."""
    faults, known = Faults(), tuple(files)
    found = [faults.of(partial(Stated.read, one, known), None) for one in organisations]
    faults.tell()
    return tuple(one for one in found if one)


def _all_controls(files: Iterable[File]) -> tuple[Control, ...]:
    frameworks = load_frameworks([*packaged(), *files])
    return tuple(control for framework in frameworks for control in framework.controls)
