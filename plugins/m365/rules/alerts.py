"""Which alert policy serves which purpose.

Those that Microsoft makes by itself are known by their names
(learn.microsoft.com/defender-xdr/alert-policies), a municipality's own by the operations that they watch.
"""

from plugins.m365.settings.purview import Alert

PURPOSES = {
    "administrators": (
        "Elevation of Exchange admin privilege",
        ("add member to role.", "grantadminpermission", "add-rolegroupmember"),
    ),
    "downloads": ("Unusual external user file activity", ("filedownloaded", "filesyncdownloadedfull")),
    "forwarding": ("Creation of forwarding/redirect rule", ("mailredirect",)),
}


def serves(alert: Alert, purpose: str) -> bool:
    """True if this alert is told when that happens."""
    name, operations = PURPOSES[purpose]
    return alert.name.lower() == name.lower() or any(one.lower() in operations for one in alert.operations)
