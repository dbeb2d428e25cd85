"""A pytest plugin that hides the packages of the extra `train`, as if only the desk were installed.

    python -m pytest -p tests.without_train -m "not train" --ignore=tests/modelling

So a module that imports torch before it may be skipped is found in an environment that has them.
"""

from __future__ import annotations

from importlib.machinery import PathFinder
from typing import Any

#: Top-level modules of the extras `train` and `teach`, but for those that other extras bring as well.
HIDDEN = (
    *("torch", "torchvision", "torchaudio", "safetensors", "onnxscript", "dlib"),
    *("resemblyzer", "ctranslate2"),
)


def _without(find: Any) -> Any:
    """Return PathFinder's search, which finds nothing of what is hidden; `find_spec` gives `None` as for any other."""

    def find_spec(_cls: type, name: str, *rest: Any) -> Any:
        return None if name.partition(".")[0] in HIDDEN else find(name, *rest)

    return classmethod(find_spec)


PathFinder.find_spec = _without(PathFinder.find_spec)  # type: ignore[method-assign]
