"""Loads the network of a training as the desk would run it, for evaluation.

Evaluation must measure what users get, so a checkpoint is exported as for a release, into a subfolder, and loaded by
the desk's model store, engine and predictor.  The export is reused while the checkpoint does not change.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Final

from emotion_desk.errors import DataError, DeskError, ModelError
from emotion_desk.inference.model_store import ModelStore, file_sha256
from emotion_desk.inference.modes import load_network
from emotion_desk.inference.predictor import Predictor
from emotion_desk.modelling.data.decoded_cache import default_cache
from emotion_desk.modelling.export.release import Trained, calibration_rows, write_manifest, write_model

_LOG = logging.getLogger(__name__)
PRECISIONS: Final = ("fp32", "int8")
#: Version of the export; raise it when an export of the same checkpoint would differ from those made before.
_EXPORT: Final = 4


def load_run(run: Path, precision: str = "fp32", data: Path | None = None, cache: Path | None = None) -> Predictor:
    """Return a predictor for the network of a training.

    Args:
        run: folder of the training with ``checkpoint.pt``; the export is stored in its subfolder ``export``.
        precision: ``fp32`` or ``int8``.
        data: folder of the data sets; needed for the calibration of int8.
        cache: folder for decoded data sets; by default in the user's cache folder.

    Raises:
        ModelError: the checkpoint is missing or damaged.
        DataError: ``int8`` needs the data sets, or there is no such precision.

    Example:
        >>> predictor = load_run(Path("runs/single-voice-emotion-fold5"))  # doctest: +SKIP
        >>> predictor.outputs(sounds=rows)["voice_emotion"].shape  # doctest: +SKIP
        (12, 8)
    """
    if precision not in PRECISIONS:
        raise DataError(f"There is no precision '{precision}'; choose one of {', '.join(PRECISIONS)}.")
    file = run / "checkpoint.pt"
    if not file.is_file():
        raise ModelError(f"There is no finished training in '{run}': checkpoint.pt is missing.")
    key = f"{_EXPORT}-{file_sha256(file)}"
    folder = run / "export" / precision
    store = _kept(folder, key)
    if store is None:
        store = _export(run, folder, key, precision, data, cache)
    (name,) = store.entries
    return Predictor(load_network(store, name, f"onnx-{precision}"))


def _kept(folder: Path, key: str) -> ModelStore | None:
    """Return the stored export, if it is complete and of this checkpoint."""
    try:
        (entry,) = ModelStore(folder).entries.values()
    except (DeskError, ValueError):
        return None
    store = ModelStore(folder)
    is_current = entry.provenance.get("export") == key and all(check.ok for check in store.verify())
    return store if is_current else None


def _export(run: Path, folder: Path, key: str, precision: str, data: Path | None, cache: Path | None) -> ModelStore:
    trained = Trained(run)
    trained.provenance["export"] = key
    rows = None
    if precision == "int8":
        if data is None:
            raise DataError(f"'{run}' was not quantised yet, and that needs the folder of the data sets.")
        rows = calibration_rows(trained, data, cache or default_cache())
    _LOG.info("Exporting %s as %s.", trained.name, precision)
    entry = write_model(trained, folder, rows)
    write_manifest(folder, {entry.name: entry})
    return ModelStore(folder)
