"""Switches off the telemetry of libraries that the desk uses, before any of them is loaded.

``onnxruntime`` 1.32 sends usage events to its maker unless ``ORT_DISABLE_TELEMETRY`` is set when its library is loaded,
and keeps a device id and a queue of events in the user's cache folder.  ``openvino`` imports the package
``openvino_telemetry``, which reports each import to Google Analytics from a forked process.  The package imports this
module first, so the program, a notebook that imports ``emotion_desk``, and every child process (which inherits the
environment) are covered.
``docs/privacy.md`` lists the dependencies that were examined for the same habit.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, Final

#: Each switch is read by one library; ``DO_NOT_TRACK`` is the convention that several tools share.
SWITCHES: Final = {
    "ORT_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
}
#: Packages that do nothing but report to their makers; the libraries that would import them do without.
REFUSED: Final = ("openvino_telemetry",)


def disable_telemetry() -> None:
    """Set every switch, also over another value, and stop libraries that were imported before the desk.

    Importing one of :data:`REFUSED` raises ``ImportError`` from now on.
    """
    os.environ.update(SWITCHES)
    modules: dict[str, Any] = sys.modules
    for name in REFUSED:
        if modules.setdefault(name, None) is not None:
            with suppress(Exception):  # the only instance; without an argument it is returned, not made
                modules[name].Telemetry().consent = False
    loaded = sys.modules.get("onnxruntime")
    if loaded is not None:
        with suppress(Exception):  # another version may lack the function; importing the desk must not fail
            loaded.disable_telemetry_events()
