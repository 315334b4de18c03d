"""API Gateway: APIs, and the names of one's own that lead to them."""

from scanner import setting


@setting("AWS::ApiGateway::Api", key="arn", name="name", region="region")
class Api:
    """An API of any kind: REST, HTTP or WEBSOCKET.

    `policy` is the TLS policy of a REST API, None where none is told. `closed`: the address that API
    Gateway made (execute-api) is switched off. Source: API Gateway GetRestApis (``securityPolicy``,
    ``disableExecuteApiEndpoint``), API Gateway v2 GetApis.
    """

    arn: str
    id: str
    name: str
    region: str
    kind: str
    policy: str | None
    closed: bool


@setting("AWS::ApiGateway::DomainName", key="arn", name="name", region="region")
class ApiDomain:
    """A name of one's own, with the TLS policy of each of its endpoints.

    `mutual`: clients need a certificate; then `apis` are the ids of the APIs that it leads to. `ruled`:
    routing rules decide that too. Source: GetDomainNames of API Gateway and of API Gateway v2,
    GetBasePathMappings, GetApiMappings.
    """

    arn: str
    name: str
    region: str
    policies: tuple[str, ...]
    mutual: bool
    ruled: bool
    apis: tuple[str, ...]
