"""Privileged Identity Management: how long roles are held, and what activating one takes."""

from scanner import ALL, Instant, setting


@setting("microsoft.graph.unifiedRoleAssignmentScheduleInstance", key="id", passing=ALL)
class RoleInstance:
    """An active role as PIM sees it (…/graph/api/resources/unifiedroleassignmentscheduleinstance).

    `kind` is assignmentType: Assigned or Activated. `end` is None for a permanent one.
    """

    id: str
    role: str
    principal: str
    kind: str
    end: Instant | None


@setting("microsoft.graph.unifiedRoleManagementPolicyAssignment", key="id")
class RolePolicy:
    """What PIM demands of a role (…/graph/api/resources/unifiedrolemanagementpolicyassignment).

    `approval` is isApprovalRequired of the rule Approval_EndUser_Assignment; None if there is no such rule.
    """

    id: str
    role: str
    approval: bool | None
