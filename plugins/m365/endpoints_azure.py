"""Every path of Azure Resource Manager that Tenken reads: where the directory's logs go, how long they stay.

The actions are those of learn.microsoft.com/azure/role-based-access-control/resource-provider-operations. An
app or a person gets them with the Azure role *Reader*, at the scope ``/providers/Microsoft.aadiam`` for the
first, at the workspace and the storage account for the others.
"""

from plugins.m365.endpoint import azure

GROUP = "/subscriptions/{subscription}/resourceGroups/{group}/providers"
LOG_EXPORTS = azure(
    "/providers/microsoft.aadiam/diagnosticSettings", "microsoft.aadiam/diagnosticSettings/read"
)
LOG_TABLE = azure(
    f"{GROUP}/Microsoft.OperationalInsights/workspaces/{{workspace}}/tables/{{table}}",
    "Microsoft.OperationalInsights/workspaces/tables/read",
)
STORAGE_LIFECYCLE = azure(
    f"{GROUP}/Microsoft.Storage/storageAccounts/{{account}}/managementPolicies/default",
    "Microsoft.Storage/storageAccounts/managementPolicies/read",
)
