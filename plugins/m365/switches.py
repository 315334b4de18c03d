"""What a municipality may switch off: hosts, or single reads, that Microsoft publishes no description of.

Also name servers, Azure and Defender: not every municipality has them, or lets Tenken look into them.
"""

from plugins.m365.endpoint import Endpoint
from plugins.m365.endpoints import ENDPOINTS

UNDOCUMENTED = tuple(one for one in ENDPOINTS if not one.documented)
SWITCHES = tuple(
    sorted(
        {one.host for one in UNDOCUMENTED}
        | {one.operation for one in UNDOCUMENTED}
        | {"azure", "defender", "dns"}
    )
)


def switch(endpoint: Endpoint, switched_off: tuple[str, ...]) -> str:
    """The word of `switched_off` that forbids this read; empty if none does."""
    return next((name for name in (endpoint.host, endpoint.operation) if name in switched_off), "")
