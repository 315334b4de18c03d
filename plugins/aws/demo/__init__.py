"""The AWS account of the made-up city 青空市 (Aozora), for the demo: moto's server on this machine.

Everything in it is invented. Operations that moto does not have stay unread, as they would in an
account that refuses them.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from plugins.aws.demo.backups import fill_backups
from plugins.aws.demo.clients import OSAKA, TOKYO, Clients
from plugins.aws.demo.identities import fill_identities
from plugins.aws.demo.networks import fill_networks
from plugins.aws.demo.records import fill_records, tell_nobody, write_to_prefecture
from plugins.aws.demo.server import server
from plugins.aws.demo.storage import fill_storage
from plugins.aws.options import AwsOptions
from scanner import Demo

TARGET = "aozora-aws"
STACKS = ("aozora-baseline", "aozora-watch")
"""What the prefecture's template makes in every account."""
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
}
FOREIGN = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_CA_BUNDLE")


@contextmanager
def city() -> Iterator[Demo]:
    """Start the city's account, fill it, and give options and declarations to scan it with.

    The process's AWS environment is replaced meanwhile and restored afterwards.
    """
    with _environment(), server() as address:
        os.environ["AWS_ENDPOINT_URL"] = address
        aws = Clients()
        declared = fill(aws)
        write_to_prefecture(aws)
        tell_nobody(aws)
        yield Demo(options=AwsOptions(regions=(TOKYO, OSAKA)), declarations=declared)


def fill(aws: Clients) -> dict[str, Any]:
    """Make everything in an empty account; gives what the city declares of it."""
    zones = fill_networks(aws)
    fill_identities(aws)
    keys = fill_storage(aws)
    fill_records(aws)
    fill_backups(aws, keys)
    ended = {"key": keys["ended"], "system": "青空市旧税務システム", "origin": "AWS_KMS"}
    return {
        "vpc_zones": [{"target": TARGET, "vpc": vpc, "zone": zone} for vpc, zone in zones.items()],
        "ended_keys": [ended],
        "mandatory_stacks": [{"target": TARGET, "stack": name, "region": TOKYO} for name in STACKS],
        "facts": {"government_cloud": True},
    }


@contextmanager
def _environment() -> Iterator[None]:
    with patch.dict(os.environ, ENVIRONMENT):
        for name in FOREIGN:
            os.environ.pop(name, None)
        os.environ["NO_PROXY"] = ",".join(filter(None, (os.environ.get("NO_PROXY"), "127.0.0.1")))
        yield
