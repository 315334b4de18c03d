"""What a role's trust policy lets in: other accounts, and people that an identity provider vouches for.

Sources: IAM User Guide, "AWS JSON policy elements: Principal", "Create a role for OpenID Connect federation",
"Create a role for SAML 2.0 federation", "Available keys for AWS OIDC federation".
"""

import re
from collections.abc import Iterable, Iterator

from plugins.aws.policy import Statement

ACCOUNT = re.compile(r"(?:arn:aws[a-z-]*:(?:iam|sts)::)?(\d{12})(?::|$)")
OIDC, SAML = ":oidc-provider/", ":saml-provider/"
WEB = ("accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com")
"""Providers that stand by their name, not by an ARN."""
GITHUB = "token.actions.githubusercontent.com"
EXACT = ("stringequals", "stringlike", "stringequalsignorecase")
SUBJECT = ("sub",)
NARROWING = {WEB[0]: ("aud", "oaud", "sub"), WEB[1]: ("aud",), WEB[2]: ("app_id",), WEB[3]: ("app_id",)}
"""Which key says for whom a token was made; elsewhere anybody's tokens have the same audience."""


def outside(rules: Iterable[Statement], account: str) -> Iterator[str]:
    """Name who may take the role on from outside this account: other accounts, everybody, providers."""
    for rule in rules:
        if rule.allows:
            yield from (one for one in rule.principals if _is_outside(one, account))


def wide(rules: Iterable[Statement]) -> Iterator[str]:
    """Name the providers that the role takes everybody from, or assertions that were made for others."""
    for rule in rules:
        if rule.allows:
            yield from (one for one in rule.principals if is_provider(one) and not _is_narrow(rule, one))


def is_provider(principal: str) -> bool:
    """True for an identity provider."""
    return OIDC in principal or SAML in principal or principal in WEB


def _is_outside(principal: str, account: str) -> bool:
    found = ACCOUNT.match(principal)
    return principal == "*" or is_provider(principal) or (found is not None and found[1] != account)


def _is_narrow(rule: Statement, principal: str) -> bool:
    if SAML in principal:
        return any(key == "saml:aud" and _is_exact(operator) for operator, key, _ in rule.conditions)
    host = principal.partition(OIDC)[2] or principal
    keys = {f"{host}:{one}".lower() for one in NARROWING.get(host, SUBJECT)}
    return any(
        key in keys and _is_exact(operator) and values and all(_names(host, one) for one in values)
        for operator, key, values in rule.conditions
    )


def _is_exact(operator: str) -> bool:
    """True for an operator that a token must fulfil; with …IfExists one without the key would do."""
    return operator.rpartition(":")[2] in EXACT and not operator.startswith("forallvalues:")


def _names(host: str, value: str) -> bool:
    """True if a value names somebody before it goes on with anything."""
    named = re.split(r"[*?]", value)[0]
    return re.match(r"repo:[^/]+/.", named) is not None if host == GITHUB else bool(named)
