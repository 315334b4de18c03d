"""Three tiers of rights for reading a tenant, and what each permission is granted as in them.

T0: an app with application permissions of Microsoft Graph, all of which only read.
T1: a person with the role Global Reader signs in by device code; every permission is a delegated one. Those
of Exchange and SharePoint would allow more, but nobody can do by an app what the own role doesn't allow.
T2: an app signs in by certificate; it holds the role Global Reader, Exchange.ManageAsApp, and
Sites.FullControl.All of SharePoint, which allows writing too. No smaller one opens these settings to an app.
Actions of Azure roles (`microsoft.aadiam/…`) are granted in Azure, to the person of T1 or the app of T2.
"""

from plugins.m365.endpoint import GLOBAL_READER, is_action
from plugins.m365.endpoints import ENDPOINTS
from plugins.m365.scopes import OTHER_SCOPES, SCOPES, WIDER

BESIDE_GRAPH = (GLOBAL_READER, *OTHER_SCOPES)


def graph_only(permission: str) -> str:
    """T0: permissions of Graph, as they are."""
    return "" if permission in BESIDE_GRAPH or is_action(permission) else permission


def delegated(permission: str) -> str:
    """T1: the delegated permission behind each; empty for one that exists for apps alone."""
    if permission == GLOBAL_READER or is_action(permission):
        return permission
    if permission in OTHER_SCOPES:
        return f"{OTHER_SCOPES[permission][2]} (delegated)"
    name = WIDER.get(permission, permission)
    return f"{name} (delegated)" if name in SCOPES else ""


def everything(permission: str) -> str:
    """T2: application permissions, as they are, and the role."""
    return permission


def reads(permission: str) -> tuple[str, ...]:
    """What is read with a permission; what Microsoft doesn't document is marked with an asterisk."""
    found = {
        one.operation + ("" if one.documented else "*") for one in ENDPOINTS if permission in one.permissions
    }
    return tuple(sorted(found))
