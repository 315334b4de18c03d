"""Every cmdlet of Exchange Online and Purview that Tenken runs over REST. None but these leaves the process.

The interface is the one that Microsoft's own module uses; no page describes it. What a cmdlet gives is
described at learn.microsoft.com/powershell/module/exchangepowershell/<cmdlet>.
"""

from plugins.m365.endpoint import exchange

ORGANIZATION_CONFIG = exchange("Get-OrganizationConfig")
TRANSPORT_CONFIG = exchange("Get-TransportConfig")
