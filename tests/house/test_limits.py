"""Every threshold that a check asks for is one that the profile knows."""

import re

from scanner.profiles import default_limits
from tests.house.project import files

ASKED = re.compile(r"""limits\[["'](\w+)["']\]""")


def test_no_check_asks_for_a_limit_that_no_profile_knows():
    texts = [
        path.read_text("utf-8")
        for path in files(".py")
        if "plugins" in path.parts and "tests" not in path.parts
    ]
    asked = {key for text in texts for key in ASKED.findall(text)}
    assert asked
    assert asked - set(default_limits()) == set()
