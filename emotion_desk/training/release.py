"""From a checkpoint to released weights: numbers, graph, manifest and model card, measured as released.

python -m emotion_desk.training.release runs/multitask --data DIR --out models
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import DeskError
from emotion_desk.inference.manifest import FORMAT, Head, Metric, ModelEntry, ModelFile
from emotion_desk.inference.predictor import load_predictor
from emotion_desk.inference.store import INPUTS, ModelStore, file_sha256
from emotion_desk.labels import EMOTIONS
from emotion_desk.network.export import export_onnx, save_weights
from emotion_desk.network.fold import folded, half_precision
from emotion_desk.network.nets import HEADS, Net, parameter_count
from emotion_desk.training import checkpoint
from emotion_desk.training.card import model_card
from emotion_desk.training.evaluate import evaluate
from emotion_desk.vision.crop import INPUT_SIZE

_LOG = logging.getLogger(__name__)
#: Every data set behind the weights allows research only, so the weights do too.
LICENCE: Final = (
    "CC BY-NC-SA 4.0, non-commercial research only (RAVDESS, nEMO: CC BY-NC-SA 4.0; FER2013, RAF-DB: research)"
)


def write_model(run: Path, out: Path, trained: frozenset[str]) -> ModelEntry:
    """Write the numbers and the graph of a checkpoint into ``out`` and return its entry, not yet measured.

    Args:
        run: folder of the training's checkpoint.
        out: folder of released weights.
        trained: the heads that this training taught.
    """
    content = checkpoint.load(run / "checkpoint.pt")
    name = str(content["recipe"])
    heads = {head: spec for head, spec in HEADS.items() if f"heads.{head}.weight" in content["net"]}
    net = Net(heads)
    net.load_state_dict(content["net"])
    parameters = parameter_count(net)
    released = half_precision(folded(net))
    out.mkdir(parents=True, exist_ok=True)
    files = {"weights": out / f"{name}.safetensors", "onnx": out / f"{name}.onnx"}
    save_weights(released, files["weights"])
    export_onnx(released, INPUT_SIZE, files["weights"], files["onnx"])
    return ModelEntry(
        name=name,
        mode="multitask" if set(heads) == set(HEADS) else "singles",
        files={part: ModelFile(file.name, file_sha256(file), file.stat().st_size) for part, file in files.items()},
        inputs=INPUTS,
        heads={
            head: Head(spec.kind, spec.size, head in trained, EMOTIONS if spec.kind == "classes" else ())
            for head, spec in heads.items()
        },
        metrics=(),
        parameters=parameters,
        licence=LICENCE,
        provenance={**content["provenance"], "steps": str(content["step"])},
    )


def write_manifest(out: Path, entries: Mapping[str, ModelEntry]) -> None:
    """Write ``manifest.json``."""
    content: dict[str, Any] = {"format": FORMAT, "models": [asdict(entry) for entry in entries.values()]}
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    (out / "manifest.json").write_text(text, encoding="utf-8", newline="\n")


def release(run: Path, data: Path, out: Path, trained: frozenset[str]) -> ModelEntry:
    """Write, load as a user would, measure, and record what was measured."""
    others = ModelStore(out).entries if (out / "manifest.json").exists() else {}
    entry = write_model(run, out, trained)
    write_manifest(out, {**others, entry.name: entry})
    _LOG.info("Measuring the released weights.")
    tests = list(evaluate(load_predictor("multitask", "onnx", ModelStore(out)), data))
    metrics: tuple[Metric, ...] = tuple(metric for test in tests for metric in test.metrics())
    measured = ModelEntry(**{**{name: getattr(entry, name) for name in entry.__dataclass_fields__}, "metrics": metrics})
    write_manifest(out, {**others, entry.name: measured})
    (out / f"{entry.name}.md").write_text(model_card(measured, tests), encoding="utf-8", newline="\n")
    return measured


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.training.release", description=__doc__)
    parser.add_argument("run", type=Path, help="folder of a training")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument("--out", type=Path, required=True, help="folder of released weights")
    parser.add_argument(
        "--trained", nargs="+", default=["face_emotion", "voice_emotion"], help="heads that were taught"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    try:
        entry = release(options.run, options.data, options.out, frozenset(options.trained))
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    for metric in entry.metrics:
        _LOG.info("%s: %.2f %s (%s, n = %d)", metric.measure, metric.value, metric.unit, metric.protocol, metric.n)
    return 0


if __name__ == "__main__":
    sys.exit(main())
