"""App protection: what apps on personal devices may do with business data."""

from plugins.m365.settings.intune import Reach
from scanner import setting


@setting("microsoft.graph.managedAppProtection", key="id", name="name")
class AppProtection:
    """An app protection policy (…/resources/intune-mam-managedappprotection); `platform` is iOS or Android.

    `transfer` is allowedOutboundDataTransferDestinations, `clipboard` allowedOutboundClipboardSharingLevel,
    `storage` allowedDataStorageLocations, where a copy may go although `save_as_blocked`. `wipe` is
    periodOfflineBeforeWipeIsEnforced, a duration as text: then business data are wiped.
    """

    id: str
    name: str
    platform: str
    transfer: str
    clipboard: str
    save_as_blocked: bool
    storage: tuple[str, ...]
    backup_blocked: bool
    wipe: str | None
    reach: Reach
