"""Where the directory's logs go, and how long they stay there."""

from scanner import setting, value


@value
class ExportedLog:
    """One category of a diagnostic setting; `category` is None where the setting names none."""

    category: str | None
    enabled: bool


@setting("microsoft.aadiam/diagnosticSettings", key="id", name="name")
class LogExport:
    """A diagnostic setting of the directory: which logs go where.

    Source: learn.microsoft.com/azure/templates/microsoft.aadiam/2017-04-01/diagnosticsettings. `workspace` is
    workspaceId, `storage` storageAccountId; empty if nothing goes there. `hub` tells of an event hub
    (eventHubAuthorizationRuleId, serviceBusRuleId). Its retentionPolicy says nothing any more:
    learn.microsoft.com/azure/azure-monitor/platform/migrate-to-azure-storage-lifecycle-policy.
    """

    id: str
    name: str
    workspace: str
    storage: str
    hub: bool
    logs: tuple[ExportedLog, ...]


@setting("Microsoft.OperationalInsights/workspaces/tables", of="export", key="category")
class LogTable:
    """The table of an export's workspace that one category of logs goes to.

    `days` is totalRetentionInDays, with the archive (learn.microsoft.com/rest/api/loganalytics/tables/get).
    """

    export: LogExport
    category: str
    days: int


@value
class Deletion:
    """A rule that deletes what is older than so many days, below these prefixes; none means everywhere."""

    rule: str
    days: float
    prefixes: tuple[str, ...]


@setting("Microsoft.Storage/storageAccounts/managementPolicies", of="export")
class StorageLifecycle:
    """What deletes by itself in an export's storage account; nothing, if it has no policy.

    Source: learn.microsoft.com/rest/api/storagerp/management-policies/get.
    """

    export: LogExport
    deletions: tuple[Deletion, ...]
