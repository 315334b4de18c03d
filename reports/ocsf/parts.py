"""The parts that events have in common: who says it, of which cloud, about which resource."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address, ip_network
from typing import Any

from reports.ocsf.codes import CLOUDS, OTHER, VERSION, Observable
from scanner.assessment import Run
from scanner.model import GLOBAL, Resource

Plain = dict[str, Any]
MOST = 20
"""How many observables an event names at the most."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was read: provider, account and region."""

    provider: str
    account: str
    region: str

    def cloud(self) -> Plain:
        """The cloud with account and region; a target that nobody could sign in to has no account."""
        name, type_id, type_ = CLOUDS.get(self.provider, (self.provider, OTHER, "Other"))
        cloud: Plain = {"provider": name}
        if self.account:
            cloud["account"] = {"uid": self.account, "type": type_, "type_id": type_id}
        if self.region != GLOBAL:
            cloud["region"] = self.region
        return cloud


def milliseconds(moment: str) -> int:
    """RFC 3339 text as milliseconds since 1970: OCSF's timestamp_t."""
    return round(datetime.fromisoformat(moment).timestamp() * 1000)


def digest(*parts: str) -> str:
    """A stable id of these parts; none of them may hold a line break that another one could start with."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]


def metadata(run: Run, uid: str, organisation: str, language: str, *profiles: str) -> Plain:
    """Who says it, in which run, and under which id of this one event."""
    return {
        "version": VERSION,
        "product": {"name": "Tenken", "vendor_name": "Tenken", "version": run.version, "lang": language},
        "profiles": list(profiles),
        "uid": digest(run.id, uid),
        "correlation_uid": run.id,
        "tenant_uid": organisation,
        "log_name": "assessment",
        "original_time": run.finished_at,
    }


def resource(one: Resource) -> Plain:
    """A resource of OCSF. Its name is never empty: receivers show it."""
    found: Plain = {"uid": one.id, "name": one.name or one.id, "type": one.type}
    return found if one.region == GLOBAL else {**found, "region": one.region}


def observables(place: Place, about: Resource, observed: Any) -> list[Plain]:
    """What a SOC would search its other events for: resource, account, addresses."""
    found = [_observable("resources[].uid", Observable.RESOURCE_UID, about.id)]
    if place.account:
        found.append(_observable("cloud.account.uid", Observable.ACCOUNT_UID, place.account))
    if "@" in about.name:
        found.append(_observable("resources[].name", Observable.EMAIL_ADDRESS, about.name))
    for kind, text in dict.fromkeys(_addresses(observed)):
        found.append(_observable("evidences[].data", kind, text))
    return found[:MOST]


def _observable(name: str, kind: Observable, text: str) -> Plain:
    return {"name": name, "type": kind.caption, "type_id": int(kind), "value": text}


def _addresses(value: Any) -> Iterator[tuple[Observable, str]]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _addresses(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _addresses(part)
    elif isinstance(value, str) and (kind := _address(value)):
        yield kind, value


def _address(text: str) -> Observable | None:
    if not 3 <= len(text) <= 43 or not (("." in text) or (":" in text)):
        return None
    for read, kind in ((ip_address, Observable.IP_ADDRESS), (ip_network, Observable.SUBNET)):
        try:
            read(text)
        except ValueError:
            continue
        return kind
    return None
