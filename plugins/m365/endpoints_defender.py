"""Every path of Microsoft Defender for Endpoint that Tenken reads.

Sources: learn.microsoft.com/defender-endpoint/api/get-machines, …/get-investigation-collection,
…/get-assessment-software-vulnerabilities.
"""

from plugins.m365.endpoint import ALERTS_APP, MACHINES_APP, VULNERABILITIES_APP, defender

MACHINES = defender("/api/machines", MACHINES_APP)
INVESTIGATIONS = defender("/api/investigations", ALERTS_APP)
SOFTWARE_VULNERABILITIES = defender("/api/machines/SoftwareVulnerabilitiesByMachine", VULNERABILITIES_APP)
