"""Collectors and checks of made-up trails, whole and in part."""

from collections.abc import Iterator, Sequence

from scanner import Fail, Pass, Severity, Verdict, check, collector
from tests.scanner.world import Account, Cloud, Denied, Region, Trail


@collector("cloud:GetAccount")
def account(cloud: Cloud) -> Account:
    return Account(id="111122223333")


@collector("cloud:GetAccount")
def denied_account(cloud: Cloud) -> Account:
    raise Denied


@collector("cloud:ListRegions")
def regions(cloud: Cloud) -> Iterator[Region]:
    yield Region(name="east")
    yield Region(name="west")


@collector("cloud:ListTrails")
def trails(region: Region, cloud: Cloud) -> Iterator[Trail]:
    yield Trail(name=f"trail-{region.name}", region=region.name, on=True)


@collector("cloud:ListTrails")
def trails_denied_in_the_west(region: Region, cloud: Cloud) -> Iterator[Trail]:
    if region.name == "west":
        raise Denied
    yield Trail(name="trail-east", region="east", on=True)


@collector("cloud:ListTrails")
def trails_off_and_denied_in_the_west(region: Region, cloud: Cloud) -> Iterator[Trail]:
    if region.name == "west":
        raise Denied
    yield Trail(name="trail-east", region="east", on=False)


@collector("cloud:ListTrails")
def no_trails(cloud: Cloud) -> Iterator[Trail]:
    yield from ()


@check("cloud.trail.each", severity=Severity.HIGH)
def each_trail(trail: Trail) -> Iterator[Verdict]:
    """Every trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    yield Pass(trail, "on") if trail.on else Fail(trail, "off")


@check("cloud.trail.any", severity=Severity.HIGH)
def any_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """A trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    on = [trail for trail in trails if trail.on]
    yield from [Pass(trail, "on") for trail in on] or [Fail(account, "none on")]


@check("cloud.trail.exists", severity=Severity.HIGH, partial="existence")
def existing_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """A trail is on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    on = [trail for trail in trails if trail.on]
    yield from [Pass(trail, "on") for trail in on] or [Fail(account, "none on")]


@check("cloud.trail.all", severity=Severity.HIGH, partial="universal")
def universal_trail(account: Account, trails: Sequence[Trail]) -> Iterator[Verdict]:
    """All trails are on.

    Off is blind.

    ## Remediation
    Switch it on.
    """
    off = [trail for trail in trails if not trail.on]
    yield from [Fail(trail, "off") for trail in off] or [Pass(account, "all on")]
