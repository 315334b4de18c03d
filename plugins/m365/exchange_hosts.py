"""Where a cmdlet runs: which hosts answer it, and how the tenant's own server there is found."""

from plugins.m365.endpoint import EXCHANGE_APP, GLOBAL_READER, Endpoint

MODULE_FILES = tuple(
    Endpoint(
        host,
        "/AdminApi/v1.0/{tenant}/EXOModuleFile",
        (EXCHANGE_APP, GLOBAL_READER),
        documented=False,
    )
    for host in ("exchange", "compliance")
)
"""Asked for its redirect alone, which names the tenant's server. Nothing is judged by it."""


def homes(endpoint: Endpoint) -> tuple[str, ...]:
    """The hosts that may answer.

    The cmdlets of Purview run on Exchange's host in the commercial cloud, where the compliance host turns
    its tokens away, and the other way round elsewhere. Exchange's own run on no other host: the compliance
    host answers some of them (Get-AdminAuditLogConfig) with values that are never true.
    """
    return ("compliance", "exchange") if endpoint.host == "compliance" else (endpoint.host,)
