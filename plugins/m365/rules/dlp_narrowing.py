"""What makes a DLP rule hold for less than all content that leaves: conditions beside the sensitive type.

Source: learn.microsoft.com/powershell/module/exchangepowershell/new-dlpcompliancerule, its conditions and
exceptions; `mincount` and the operators of groups are those of its second example.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.m365.rules.dlp_types import CONDITION, MY_NUMBER, get

OUTWARD = {"accessscope": ("none", "notinorganization"), "fromscope": ("none", "inorganization")}
"""Values of conditions that hold for all that goes out."""
SCOPES = ("all", "peruser")
"""BlockAccessScope: everybody, or everybody outside the organization."""
EMPTY: tuple[Any, ...] = (None, False, "", [], {})
BY_ITSELF = frozenset(
    {
        *(
            "anyofrecipientaddresscontainswords",
            "anyofrecipientaddressmatchespatterns",
            "attachmentisnotlabeled",
        ),
        *("contentcharactersetcontainswords", "contentextensionmatcheswords", "contentfiletypematches"),
        *("contentisnotlabeled", "contentisshared", "contentpropertycontainswords", "documentcontainswords"),
        *("documentcreatedby", "documentcreatedbymemberof", "documentispasswordprotected"),
        *("documentisunsupported", "documentmatchespatterns", "documentnamematchespatterns"),
        *("documentnamematcheswords", "documentsizeover", "from", "fromaddresscontainswords"),
        *("fromaddressmatchespatterns", "frommemberof", "hassenderoverride", "headercontainswords"),
        *("headermatchespatterns", "messageisnotlabeled", "messagesizeover", "messagetypematches"),
        *("nonbifurcatingaccessscope", "processinglimitexceeded", "recipientadattributecontainswords"),
        *("recipientadattributematchespatterns", "recipientdomainis", "senderadattributecontainswords"),
        *("senderadattributematchespatterns", "senderdomainis", "senderipranges", "sentto", "senttomemberof"),
        *("sharedbyirmuserrisk", "subjectcontainswords", "subjectmatchespatterns", "withimportance"),
        *("subjectorbodycontainswords", "subjectorbodymatchespatterns", "unscannabledocumentextensionis"),
    }
)
"""Conditions beside the type; exceptions are called ExceptIf…."""


def narrowed(rule: Mapping[str, Any], advanced: bool) -> bool:
    """True if the rule, with its keys as the service sends them, may let content with the type go."""
    held = {key.lower(): found for key, found in rule.items()}
    scope = str(held.get("blockaccessscope") or "All").lower()
    inside = _of_tree(str(held.get("advancedrule"))) if advanced else _of_keys(held)
    return scope not in SCOPES or inside


def _of_keys(held: Mapping[str, Any]) -> bool:
    beside = any(_is_condition(key, found) for key, found in held.items())
    return beside or _is_partial(held.get(CONDITION))


def _is_condition(key: str, found: Any) -> bool:
    if key in OUTWARD:
        return found not in EMPTY and str(found).lower() not in OUTWARD[key]
    named = key in BY_ITSELF or key.startswith("exceptif")
    return named and found not in EMPTY and str(found).lower() != "none"


def _of_tree(text: str) -> bool:
    """True if an advanced rule, a JSON text that is understood, joins the type with other conditions."""
    found = get(json.loads(text), "condition")
    return any(_is_narrow(part) for part in _parts(found))


def _parts(part: Any, beside: bool = False) -> Iterator[tuple[dict[str, Any], bool]]:
    """Every condition, and whether all that stand beside it are ways of their own (*or*)."""
    if isinstance(part, list):
        for one in part:
            yield from _parts(one, beside)
    elif isinstance(part, dict):
        if get(part, "conditionname") is not None:
            yield part, beside
        ways = str(get(part, "operator") or "").lower() == "or"
        yield from _parts(get(part, "subconditions"), ways)


def _is_narrow(found: tuple[dict[str, Any], bool]) -> bool:
    part, own_way = found
    name = str(get(part, "conditionname")).lower()
    if name == CONDITION:
        return _is_partial(get(part, "value"))
    if name in OUTWARD:
        said = get(part, "value")
        values: Iterable[Any] = said if isinstance(said, list) else [said]
        return not own_way and any(str(one).lower() not in OUTWARD[name] for one in values)
    return not own_way


def _is_partial(part: Any) -> bool:
    """True if groups have to be there together, or if one number alone isn't enough."""
    if isinstance(part, list):
        return any(map(_is_partial, part))
    if not isinstance(part, dict):
        return False
    groups = get(part, "groups")
    together = isinstance(groups, list) and len(groups) > 1 and str(get(part, "operator")).lower() != "or"
    types = get(part, "sensitivetypes")
    return together or _needs_several(part) or _is_partial(groups) or _is_partial(types)


def _needs_several(part: Mapping[str, Any]) -> bool:
    mine = str(get(part, "name") or "").lower() == MY_NUMBER.lower()
    return mine and str(get(part, "mincount") or "1") not in ("1", "-1", "0")
