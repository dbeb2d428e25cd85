"""Makes a release from checkpoints: an int8 graph and an entry of the manifest for each network.

python -m emotion_desk.modelling.export.release RUN... --data DIR --out models

Metrics and temperatures are measured on the released files afterwards and added to the manifest by :func:`amend`.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import DeskError, ModelError
from emotion_desk.inference.manifest import FORMAT, Head, Metric, ModelEntry, ModelFile, read_manifest
from emotion_desk.inference.model_store import INPUTS, file_sha256
from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.face_placement import FACE_GEOMETRY
from emotion_desk.modelling.export.batchnorm_folding import folded
from emotion_desk.modelling.export.calibration_rows import Row, training_rows
from emotion_desk.modelling.export.logit_adjustment import HEAD, adjust, face_priors
from emotion_desk.modelling.export.onnx_export import onnx_model, save_onnx
from emotion_desk.modelling.export.quantise import quantise
from emotion_desk.modelling.export.static_quantisation_process import Plan
from emotion_desk.modelling.networks import checkpoint
from emotion_desk.modelling.networks.mac_count import macs
from emotion_desk.modelling.networks.multitask_net import HEADS, HeadSpec, Net, parameter_count
from emotion_desk.modelling.training.recipe import read_recipe, shipped_recipe
from emotion_desk.vision.crop import INPUT_SIZE

_LOG = logging.getLogger(__name__)
#: The data sets allow research only, so the weights do too.
LICENCE: Final = (
    "CC BY-NC-SA 4.0, non-commercial research only (RAVDESS, nEMO: CC BY-NC-SA 4.0; FER2013, RAF-DB, LFW: research; "
    "LibriSpeech: CC BY 4.0)"
)
MULTITASK: Final = "multitask"


class Trained:
    """A finished training, read from its checkpoint.

    Raises:
        ModelError: the checkpoint is damaged, or its network does not fit its heads.
    """

    def __init__(self, run: Path) -> None:
        file = run / "checkpoint.pt"
        content = checkpoint.load(file)
        try:
            state: Mapping[str, Any] = content.get("average") or content["net"]
            self.fold = int(content.get("fold", 0))
            self.recipe = recipe = str(content["recipe"])
            self.name = f"{recipe}-fold{self.fold}" if self.fold else recipe
            self.provenance = {**content["provenance"], "steps": str(content["step"])}
            self.heads = {head: spec for head, spec in HEADS.items() if f"heads.{head}.weight" in state}
            self.net = Net(self.heads)
            self.net.load_state_dict(state)
            sees = int(content.get("sees", INPUT_SIZE))
            self.net.set_input_size(INPUT_SIZE, sees)
            if sees != INPUT_SIZE:
                self.provenance["pixels"] = str(sees)
        except (KeyError, TypeError, ValueError, RuntimeError, AttributeError) as error:
            raise ModelError(f"The checkpoint '{file}' has no network that this program knows.") from error

    @property
    def mode(self) -> str:
        """Return the mode of the desk that it belongs to."""
        return MULTITASK if self.recipe.split("-without-")[0] == MULTITASK else "singles"


def labels(spec: HeadSpec) -> tuple[str, ...]:
    """Return the names of a head's logits in their order; empty for an embedding."""
    if spec.kind == "classes":
        return EMOTIONS
    return tuple(f"actor-{number:02}" for number in range(1, spec.size + 1)) if spec.kind == "actors" else ()


def write_model(
    trained: Trained,
    out: Path,
    rows: Iterable[Row] | None,
    *,
    untrained: Sequence[str] = (),
    plan: Plan | None = None,
) -> ModelEntry:
    """Write the file of a network and return its entry in the manifest, without metrics.

    The same checkpoint and rows give the same bytes.

    Args:
        trained: the network.
        out: folder of released weights.
        rows: inputs for the calibration of the int8 graph; ``None``: a float32 graph is written instead, as the
            evaluation of a training needs it.
        untrained: heads that were not trained; the desk does not use them.
        plan: options of the calibration, instead of the default ones.
    """
    out.mkdir(parents=True, exist_ok=True)
    parameters = parameter_count(trained.net)
    net = folded(trained.net)
    part, ending = ("onnx", "") if rows is None else ("int8", "-int8")
    file = out / f"{trained.name}{ending}.onnx"
    if rows is None:
        save_onnx(onnx_model(net, INPUT_SIZE), file)
    else:
        quantise(net, INPUT_SIZE, rows, file, plan)
    return ModelEntry(
        name=trained.name,
        mode=trained.mode,
        files={part: ModelFile(file.name, file_sha256(file), file.stat().st_size)},
        inputs=INPUTS,
        heads={
            head: Head(spec.kind, spec.size, head not in untrained, labels(spec))
            for head, spec in trained.heads.items()
        },
        metrics=(),
        parameters=parameters,
        licence=LICENCE,
        provenance=trained.provenance,
        macs=macs(net, INPUT_SIZE),
    )


def write_manifest(out: Path, entries: Mapping[str, ModelEntry]) -> None:
    """Write ``manifest.json``."""
    content: dict[str, Any] = {"format": FORMAT, "models": [asdict(entry) for entry in entries.values()]}
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    write_atomically(out / "manifest.json", text, private=False)


def amend(
    out: Path,
    name: str,
    *,
    temperatures: Mapping[str, float] | None = None,
    metrics: Sequence[Metric] | None = None,
) -> ModelEntry:
    """Store temperatures and metrics of a released network in the manifest; ``None`` leaves the present ones.

    Args:
        out: folder of released weights.
        name: name of the network.
        temperatures: temperatures by head.
        metrics: all metrics of the network in all precisions.

    Raises:
        ModelError: there is no such network, or it has no such head.
    """
    entries = read_manifest(out)
    if name not in entries:
        raise ModelError(f"The network '{name}' is not among the released weights.")
    entry = entries[name]
    for head, temperature in (temperatures or {}).items():
        if head not in entry.heads:
            raise ModelError(f"The network '{name}' has no head '{head}'.")
        entry = replace(entry, heads={**entry.heads, head: replace(entry.heads[head], temperature=temperature)})
    if metrics is not None:
        entry = replace(entry, metrics=tuple(metrics))
    write_manifest(out, {**entries, name: entry})
    return entry


def release(
    run: Path,
    out: Path,
    data: Path,
    *,
    untrained: Sequence[str] = (),
    cache: Path | None = None,
    adjustment: float = 0.0,
) -> ModelEntry:
    """Add the network of a training to the released weights.

    Args:
        run: folder of the training.
        out: folder of released weights.
        data: folder of the data sets, for the calibration of the int8 graph.
        untrained: heads that were not trained.
        cache: folder for decoded data sets.
        adjustment: strength of the adjustment of emotions of faces for their shares in the training
            (:mod:`emotion_desk.modelling.export.logit_adjustment`).

    Raises:
        ModelError: the checkpoint is damaged.
        DataError: no data set is in the folder.
    """
    others = read_manifest(out) if (out / "manifest.json").exists() else {}
    trained = Trained(run)
    if adjustment and HEAD in trained.heads:
        adjust(trained.net, face_priors(read_recipe(shipped_recipe(trained.recipe)), data, cache), adjustment)
        trained.provenance["logit_adjustment"] = str(adjustment)
    rows = calibration_rows(trained, data, cache)
    _LOG.info("Writing %s.", trained.name)
    entry = write_model(trained, out, rows, untrained=untrained)
    write_manifest(out, {**others, entry.name: entry})
    _remove_unlisted(out, others.get(entry.name), entry)
    return entry


def calibration_rows(trained: Trained, data: Path, cache: Path | None) -> Iterator[Row]:
    """Return rows to calibrate the int8 graph of a network on, cut to the face geometry that it learned.

    Raises:
        DataError: no set of a needed kind is in the folder.
    """
    placed = FACE_GEOMETRY in trained.provenance
    return training_rows(data, list(trained.heads), trained.fold, cache, placed=placed)


def _remove_unlisted(out: Path, before: ModelEntry | None, now: ModelEntry) -> None:
    """Delete files of the network's earlier release that the new one does not have."""
    listed = {file.file for file in now.files.values()}
    for file in before.files.values() if before is not None else ():
        if file.file not in listed:
            (out / file.file).unlink(missing_ok=True)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m emotion_desk.modelling.export.release", description=__doc__)
    parser.add_argument("runs", type=Path, nargs="+", metavar="RUN", help="folder of a training")
    parser.add_argument("--out", type=Path, required=True, help="folder of released weights")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets' zips")
    parser.add_argument(
        "--adjust", type=float, default=0.0, metavar="SHARE",
        help="lower the bias of emotions of faces towards those frequent in training, 0 to 1",
    )  # fmt: skip
    parser.add_argument("--untrained", nargs="+", default=[], metavar="HEAD", help="heads that were not trained")
    options = parser.parse_args(arguments)
    if not 0.0 <= options.adjust <= 1.0:
        parser.error("--adjust takes a share from 0 to 1")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    from emotion_desk.modelling.data.decoded_cache import default_cache

    try:
        for run in options.runs:
            entry = release(
                run,
                options.out,
                options.data,
                untrained=options.untrained,
                cache=default_cache(),
                adjustment=options.adjust,
            )
            for file in entry.files.values():
                _LOG.info("%s: %.1f MB, SHA-256 %s", file.file, file.bytes / 1e6, file.sha256[:12])
    except DeskError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
