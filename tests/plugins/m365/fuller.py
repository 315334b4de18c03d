"""The demo's tenant with more in it, so that a scan calls every operation that a check needs.

Answers written from documentation: learn.microsoft.com/graph/api/rbacapplication-list-roleassignments,
…/graph/api/privilegedaccessgroup-list-eligibilityscheduleinstances, …/graph/api/group-list-transitivemembers,
…/graph/api/accessreviewset-list-definitions, …/graph/api/accessreviewscheduledefinition-list-instances.
"""

import json
from typing import Any

from plugins.m365.demo import FOLDER
from plugins.m365.endpoints import (
    ACCESS_REVIEW_INSTANCES,
    ACCESS_REVIEWS,
    GROUP_ELIGIBILITIES,
    GROUP_MEMBERS,
    ROLE_ASSIGNMENTS,
)
from plugins.m365.settings.administrators import GLOBAL_ADMINISTRATOR
from scanner.testing import Fault, Reply, Script
from tests.plugins.m365.test_access_reviews_collectors import DEFINITION, INSTANCE

GROUP = {
    "@odata.type": "#microsoft.graph.group",
    "id": "c0000000-0000-4000-8000-0000000000aa",
    "displayName": "情報政策課",
}
USER = {
    "@odata.type": "#microsoft.graph.user",
    "id": "b0000000-0000-4000-8000-0000000000aa",
    "displayName": "情報 三郎",
    "userPrincipalName": "joho.saburo@aozora.example",
    "userType": "Member",
    "accountEnabled": True,
    "onPremisesSyncEnabled": None,
}
ASSIGNMENT = {
    "id": "asg0aa",
    "roleDefinitionId": GLOBAL_ADMINISTRATOR,
    "directoryScopeId": "/",
    "principalId": GROUP["id"],
    "principal": GROUP,
}
ELIGIBILITY = {
    "id": "elig0aa",
    "accessId": "member",
    "groupId": GROUP["id"],
    "principalId": USER["id"],
    "principal": USER,
}


def more() -> list[Fault]:
    """What the tenant answers beside or instead of the city's own answers."""
    roles = json.loads((FOLDER / "roles.json").read_text("utf-8"))["answers"]
    assigned = roles[f"GET {ROLE_ASSIGNMENTS.path}"]["value"]
    return [
        _answer(ROLE_ASSIGNMENTS.path, *assigned, ASSIGNMENT),
        _answer(GROUP_MEMBERS.target(id=GROUP["id"]), USER),
        _answer(GROUP_ELIGIBILITIES.path, ELIGIBILITY),
        _answer(ACCESS_REVIEWS.path, DEFINITION),
        _answer(ACCESS_REVIEW_INSTANCES.target(id=str(DEFINITION["id"])), INSTANCE),
    ]


def replies() -> dict[str, Reply]:
    """Every answer of the fuller tenant by its request line."""
    own = {f"GET {one.path}": one.act for one in more() if isinstance(one.act, Reply)}
    return Script.from_folder(FOLDER).replies | own


def _answer(path: str, *rows: Any) -> Fault:
    return Fault(path, Reply(200, {"value": list(rows)}))
