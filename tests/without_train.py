"""A pytest plugin that hides the packages of the extra `train`, as if only the desk were installed.

    python -m pytest -p tests.without_train -m "not train" --ignore=tests/modelling

So a module that imports torch or onnx before it may be skipped is found in an environment that has them.
"""

from __future__ import annotations

import sys

#: Top-level modules of the extras `train` and `teach`.
HIDDEN = (
    *("torch", "torchvision", "torchaudio", "safetensors", "sklearn", "onnx", "onnxscript", "dlib"),
    *("resemblyzer", "ctranslate2"),
)

for name in HIDDEN:
    sys.modules[name] = None  # type: ignore[assignment]  # what `import` and `find_spec` take for "not installed"
