"""The packaged model of the risk assessment, read once."""

from functools import cache
from importlib.resources import files

from scanner.frameworks import File
from scanner.risk_model import RiskModel
from scanner.yamlfile import decode, read


@cache
def load_risk(path: File | None = None) -> RiskModel:
    """The model in a file (default: the packaged one). Raises YamlError."""
    return decode(read(path or files("mappings") / "risk.yaml"), RiskModel)
