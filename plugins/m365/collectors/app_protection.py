"""Reads app protection policies."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.intune import ASSIGNED, reach
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ANDROID_APP_PROTECTION, IOS_APP_PROTECTION
from plugins.m365.rules.intune import INTUNE
from plugins.m365.settings.app_protection import AppProtection
from plugins.m365.settings.plans import Sku
from scanner import Reading, collector


@collector(*IOS_APP_PROTECTION.permissions)
async def app_protection(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[AppProtection]:
    async for row in rows_if_licensed(graph, IOS_APP_PROTECTION, ASSIGNED, INTUNE, skus):
        yield policy(row, "iOS")
    async for row in rows_if_licensed(graph, ANDROID_APP_PROTECTION, ASSIGNED, INTUNE, skus):
        yield policy(row, "Android")


def policy(row: Answer, platform: str) -> AppProtection:
    """Read one policy."""
    return AppProtection(
        id=row.text("id"),
        name=row.text("displayName"),
        platform=platform,
        transfer=row.text("allowedOutboundDataTransferDestinations"),
        clipboard=row.text("allowedOutboundClipboardSharingLevel"),
        save_as_blocked=row.flag("saveAsBlocked"),
        storage=row.texts("allowedDataStorageLocations"),
        backup_blocked=row.flag("dataBackupBlocked"),
        wipe=row.text_or_none("periodOfflineBeforeWipeIsEnforced"),
        reach=reach(row),
    )
