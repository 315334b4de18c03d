"""Load balancers and how they encrypt."""

from scanner import setting, value


@setting("AWS::ElasticLoadBalancingV2::LoadBalancer", key="arn", name="name", region="region")
class LoadBalancer:
    """A load balancer.

    `type` is application, network or gateway; `scheme` is internet-facing or internal, None for a
    gateway. `dns` is its public or internal name, None for a gateway. `zones` are the availability
    zones it stands in. Source: Elastic Load Balancing v2
    DescribeLoadBalancers.
    """

    arn: str
    name: str
    region: str
    type: str
    scheme: str | None
    dns: str | None
    vpc: str | None
    zones: tuple[str, ...]


@setting("AWS::ElasticLoadBalancingV2::Listener", key="arn", region="region")
class Listener:
    """A listener: protocol HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP, GENEVE, QUIC or TCP_QUIC.

    `policy` is the name of its TLS policy, None without TLS. Source: DescribeListeners.
    """

    arn: str
    region: str
    balancer: LoadBalancer
    protocol: str
    port: int | None
    policy: str | None


@value
class Action:
    """What a rule does: forward, redirect, fixed-response … and the protocol of a redirect.

    `protocol` is HTTP, HTTPS or #{protocol}, the protocol of the request. Source: API types Action,
    RedirectActionConfig.
    """

    type: str
    protocol: str | None


@setting("AWS::ElasticLoadBalancingV2::Listener/rules", of="listener")
class ListenerRules:
    """Every action of every rule of an HTTP listener, the default rule too. Source: DescribeRules."""

    listener: Listener
    actions: tuple[Action, ...]


@setting("AWS::ElasticLoadBalancingV2::SslPolicy", key="name", name="name", region="region")
class TlsPolicy:
    """A TLS policy by what it allows: protocols such as TLSv1.2, and cipher suites.

    Source: DescribeSSLPolicies, API type SslPolicy (``SslProtocols``, ``Ciphers[].Name``).
    """

    name: str
    region: str
    protocols: tuple[str, ...]
    ciphers: tuple[str, ...]
