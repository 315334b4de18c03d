"""What a declared text must look like, by the type and field that holds it."""

import ipaddress
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields
from typing import Any

from scanner.given import (
    DeclaredAccount,
    DeclaredAddress,
    DeclaredApplication,
    DeclaredDesk,
    DeclaredEndedKey,
    DeclaredLeaver,
    DeclaredPartner,
    DeclaredStack,
    DeclaredZone,
)
from scanner.provider import is_target
from scanner.yamlfile import Document, Keys, Problem, nearest

ZONES = ("mynumber", "lgwan", "internet", "management", "dmz")
VPC = re.compile(r"vpc-[0-9a-f]{8,17}")
GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
MAIL = r"[^@\s]+@[^@\s]+"
"""A mail address; a user principal name looks like one."""
FORMS: Mapping[type, tuple[str, re.Pattern[str], str]] = {
    DeclaredPartner: (
        "tenant",
        re.compile(GUID),
        "'{value}' is no tenant id; for example 00001111-aaaa-2222-bbbb-3333cccc4444",
    ),
    DeclaredAccount: (
        "account",
        re.compile(r"[0-9]{12}"),
        "'{value}' is no AWS account; write its 12 digits in quotes, for example \"111122223333\"",
    ),
    DeclaredApplication: (
        "application",
        re.compile(GUID),
        "'{value}' is no application id; for example 00001111-aaaa-2222-bbbb-3333cccc4444",
    ),
    DeclaredLeaver: (
        "account",
        re.compile(f"{MAIL}|{GUID}"),
        "'{value}' is no account; write its user principal name or its object id",
    ),
    DeclaredDesk: (
        "address",
        re.compile(MAIL),
        "'{value}' is no mail address; for example madoguchi@aozora.example",
    ),
}
"""Where a type has one field that counts: what it must look like, and what is said if it doesn't."""
KEY = re.compile(r"arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[0-9a-z-]+")
STACK = re.compile(r"[A-Za-z*?][A-Za-z0-9*?-]{0,127}")
"""Source: CloudFormation User Guide, "Stack name": letters, digits and hyphens, up to 128, a letter first."""
REGION = re.compile(r"[a-z]{2,}(-[a-z]+)+-[0-9]")
ORIGINS = ("AWS_KMS", "EXTERNAL", "AWS_CLOUDHSM", "EXTERNAL_KEY_STORE")
"""Source: KMS API type KeyMetadata, ``Origin``."""

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Found = tuple[str, str, dict[str, object]]
"""The field that is wrong, a template, its parameters."""


def problems_of(
    document: Document, item: Any, places: Mapping[str, Keys], targets: Collection[str] | None
) -> Iterator[Problem]:
    """What is wrong with an item whose fields stand at these places of the document."""
    for field, template, params in _found(item, targets):
        yield document.problem(places[field], template, params)


def network(text: str) -> Network:
    """An address or a range of addresses. Raises ValueError."""
    return ipaddress.ip_network(text, strict=True)


def _found(item: Any, targets: Collection[str] | None) -> Iterator[Found]:
    empty = [field.name for field in fields(item) if not getattr(item, field.name).strip()]
    if empty:
        for name in empty:
            yield name, "'{key}' is empty; write it", {"key": name}
    elif isinstance(item, DeclaredZone):
        yield from _zone(item, targets)
    elif isinstance(item, DeclaredAddress):
        yield from _address(item.cidr)
    elif isinstance(item, DeclaredEndedKey):
        yield from _ended(item)
    elif isinstance(item, DeclaredStack):
        yield from _stack(item, targets)
    elif type(item) in FORMS:
        yield from _form(item, *FORMS[type(item)])


def _form(item: Any, field: str, pattern: re.Pattern[str], template: str) -> Iterator[Found]:
    value = getattr(item, field)
    if not pattern.fullmatch(value):
        yield field, template, {"value": value}


def _ended(item: DeclaredEndedKey) -> Iterator[Found]:
    if not KEY.fullmatch(item.key):
        template = "'{value}' is no ARN of a key; for example {example}"
        example = "arn:aws:kms:ap-northeast-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
        yield "key", template, {"value": item.key, "example": example}
    if item.origin not in ORIGINS:
        template = "'{value}' is no origin of a key; write one of: {allowed}"
        yield "origin", template, {"value": item.origin, "allowed": ", ".join(ORIGINS)}


def _stack(item: DeclaredStack, targets: Collection[str] | None) -> Iterator[Found]:
    if not STACK.fullmatch(item.stack):
        yield "stack", "'{value}' is no name of a stack; for example aozora-baseline", {"value": item.stack}
    if not REGION.fullmatch(item.region):
        yield "region", "'{value}' is no region; for example ap-northeast-1", {"value": item.region}
    yield from _target(item.target, targets)


def _zone(item: DeclaredZone, targets: Collection[str] | None) -> Iterator[Found]:
    if item.zone not in ZONES:
        template = "'{value}' is no zone; write one of: {allowed}"
        yield "zone", template, {"value": item.zone, "allowed": ", ".join(ZONES)}
    if not VPC.fullmatch(item.vpc):
        yield "vpc", "'{value}' is no VPC id; for example vpc-0a1b2c3d4e5f60718", {"value": item.vpc}
    yield from _target(item.target, targets)


def _target(target: str, targets: Collection[str] | None) -> Iterator[Found]:
    if targets is not None and not is_target(target, targets):
        params: dict[str, object] = {"value": target, "allowed": ", ".join(targets)}
        if like := nearest(target, targets):
            template = "there is no target '{value}' in tenken.yaml; did you mean '{nearest}'?"
            yield "target", template, {**params, "nearest": like}
        else:
            yield "target", "there is no target '{value}' in tenken.yaml; known: {allowed}", params


def _address(text: str) -> Iterator[Found]:
    try:
        found = network(text)
    except ValueError:
        yield from _no_address(text)
        return
    if found.prefixlen == 0:
        yield "cidr", "'{value}' is every address there is; write your own ranges", {"value": text}


def _no_address(text: str) -> Iterator[Found]:
    try:
        meant = ipaddress.ip_network(text, strict=False)
    except ValueError:
        yield "cidr", "'{value}' is no address range; for example 203.0.113.0/24", {"value": text}
    else:
        template = "'{value}' is an address within a range; did you mean {nearest}?"
        yield "cidr", template, {"value": text, "nearest": str(meant)}
