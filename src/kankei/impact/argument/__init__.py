"""The first side of an impact: what authors argue."""

from .file import Argument, Concept, read_arguments
from .signed_map import HORIZONS, Path, SignedMap, Step
from .simulate import Argued, Settings, Why, argue, as_effect

__all__ = [
    "HORIZONS",
    "Argued",
    "Argument",
    "Concept",
    "Path",
    "Settings",
    "SignedMap",
    "Step",
    "Why",
    "argue",
    "as_effect",
    "read_arguments",
]
