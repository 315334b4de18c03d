import subprocess
import sys

SDK = ("msgraph_core", "msgraph", "azure", "kiota_abstractions", "kiota_http", "httpx", "requests", "msal")


def modules_after(code):
    script = f"{code}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_plugin_with_its_collectors_and_checks_loads_no_sdk():
    loaded = modules_after(
        "from plugins.m365 import provider; assert provider.checks and provider.collectors"
    )
    assert loaded.isdisjoint(SDK)


def test_a_connection_never_loads_the_generated_models():
    loaded = modules_after("import plugins.m365.wire")
    assert "msgraph_core" in loaded
    assert not {name for name in loaded if name.split(".")[0] == "msgraph"}


def test_the_fixture_server_loads_no_sdk():
    loaded = modules_after("import scanner.testing")
    assert loaded.isdisjoint(SDK)
    assert not {name for name in loaded if name.startswith("plugins")}
