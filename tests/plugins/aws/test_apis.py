"""APIs encrypt, by the policy of the API and by that of its names."""

from dataclasses import replace

import pytest

from plugins.aws.checks.apis import domain, mutual, tls
from plugins.aws.settings.apis import Api, ApiDomain
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

PLACE = f"arn:aws:apigateway:{TOKYO}::"
REST = Api(
    arn=f"{PLACE}/restapis/a1",
    id="a1",
    name="aozora",
    region=TOKYO,
    kind="REST",
    policy="SecurityPolicy_TLS13_1_3_2025_09",
    closed=False,
)
NAME = ApiDomain(
    arn=f"{PLACE}/domainnames/api.aozora.example",
    name="api.aozora.example",
    region=TOKYO,
    policies=("TLS_1_2",),
    mutual=True,
    ruled=False,
    apis=("a1",),
)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"policy": "TLS_1_2"}, Pass),
        ({"policy": "TLS_1_0"}, Fail),  # whatever the policy of the name says
        ({"policy": None}, Unknown),
        ({"policy": "SecurityPolicy_TLS14_2031_01"}, Unknown),
        ({"kind": "HTTP", "policy": None}, Pass),
        ({"kind": "WEBSOCKET", "policy": None}, Pass),
        ({"kind": "MQTT", "policy": None}, Unknown),
    ],
)
def test_an_api_is_judged_by_its_own_policy(more, expected):
    assert [type(one) for one in tls(replace(REST, **more))] == [expected]


@pytest.mark.parametrize(
    ("policies", "expected"),
    [
        (("TLS_1_2",), Pass),
        (("SecurityPolicy_TLS12_2018_EDGE", "TLS_1_2"), Pass),
        (("TLS_1_0", "TLS_1_2"), Fail),  # one endpoint is enough
        (("TLS_1_0", "TLS_9"), Fail),
        (("TLS_1_2", "TLS_9"), Unknown),
        ((), Unknown),
    ],
)
def test_a_name_is_judged_by_every_endpoint(policies, expected):
    assert [type(one) for one in domain(replace(NAME, policies=policies))] == [expected]


def past(*names, gaps=(), closed=False):
    [verdict] = mutual(replace(REST, closed=closed), Reading(names, gaps))
    return type(verdict)


def test_the_made_address_goes_round_the_client_certificate():
    assert past(NAME) is Fail
    assert past(NAME, closed=True) is Pass
    assert past(NAME, gaps=(GAP,)) is Fail
    assert past(replace(NAME, mutual=False)) is NotApplicable
    assert past(replace(NAME, apis=("b2",))) is NotApplicable
    assert past(replace(NAME, region=OSAKA)) is NotApplicable


def test_where_a_name_leads_to_may_be_unknown():
    assert past(replace(NAME, apis=(), ruled=True)) is Unknown
    assert past(gaps=(GAP,)) is Unknown
    assert past(gaps=(replace(GAP, scope=replace(GAP.scope, region=OSAKA)),)) is NotApplicable


def named(**more):
    first = {"domainName": NAME.name, "securityPolicy": "TLS_1_2"}
    second = {
        "DomainName": NAME.name,
        "DomainNameConfigurations": [
            {"EndpointType": "REGIONAL", "SecurityPolicy": "TLS_1_2"},
            {"EndpointType": "EDGE", "SecurityPolicy": "TLS_1_0"},
        ],
    }
    return {
        "apigateway.GetDomainNames": {"items": [first | more]},
        "apigatewayv2.GetDomainNames": {"Items": [second]},
    }


# Written from documentation: API Gateway API reference, GetDomainNames, GetBasePathMappings, GetRestApis;
# API Gateway v2 API reference, GetDomainNames, GetApis, GetApiMappings.
def test_both_lists_of_names_are_one(tape, sign_in):
    assert read(ApiDomain, answered(tape, sign_in, named())) == [
        replace(NAME, policies=("TLS_1_0", "TLS_1_2"), mutual=False, apis=())
    ]


def test_where_a_name_leads_to_is_asked_if_it_wants_certificates(tape, sign_in):
    trust = {"mutualTlsAuthentication": {"truststoreUri": "s3://aozora-trust/clients.pem"}}
    mapped = {"apigateway.GetBasePathMappings": {"items": [{"restApiId": "a1"}]}}
    rules = {"routingMode": "ROUTING_RULE_THEN_BASE_PATH_MAPPING"}
    [found] = read(ApiDomain, answered(tape, sign_in, named(**trust, **rules) | mapped))
    assert (found.mutual, found.ruled, found.apis) == (True, True, ("a1",))


def test_apis_of_every_kind_are_read(tape, sign_in):
    rest = {"id": "a1", "name": "aozora", "securityPolicy": REST.policy, "disableExecuteApiEndpoint": True}
    http = {
        "ApiId": "b2",
        "Name": "aozora",
        "ProtocolType": "HTTP",
        "RouteSelectionExpression": "$request.method $request.path",
    }
    answers = {"apigateway.GetRestApis": {"items": [rest]}, "apigatewayv2.GetApis": {"Items": [http]}}
    assert read(Api, answered(tape, sign_in, answers)) == [
        replace(REST, closed=True),
        replace(REST, arn=f"{PLACE}/apis/b2", id="b2", kind="HTTP", policy=None),
    ]
