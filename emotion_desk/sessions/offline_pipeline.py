"""Runs the inference step of the live pipeline over the inputs of a media file, in batches, without any clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from emotion_desk.inference.protocols import Reader, ReadsMany
from emotion_desk.messages import DeskReading
from emotion_desk.pipeline.inference_step import InferenceRequest, InferenceStep, Prediction, StepInput
from emotion_desk.pipeline.profile import Profile
from emotion_desk.sessions.source_state import Mark

if TYPE_CHECKING:
    from emotion_desk.people.recogniser import Recogniser

#: Step inputs and faces per call of the network: in batches of 32 a face takes two thirds of its time alone.
BATCH_INPUTS: Final = 32
_BATCH_ROWS: Final = 32


def readings_of(
    inputs: Iterable[StepInput | Mark],
    reader: Reader,
    people: Recogniser | None = None,
    profile: Profile | None = None,
    step: InferenceStep | None = None,
    at_mark: Callable[[Mark, InferenceStep], None] | None = None,
) -> Iterator[DeskReading]:
    """Yield the reading of each inference step.

    ``inference_ms`` is 0, because the speed of the machine must not change the result.

    Args:
        inputs: faces and sound in order of time.
        reader: runs the networks.
        people: recognises faces and voices; ``None``: all are unknown.
        profile: collects the time of the stages.
        step: goes on from the state of an earlier call.
        at_mark: called with each mark when all readings of the inputs before it were taken.
    """
    is_new = step is None
    step = step if step is not None else InferenceStep(people, every_frame=True)
    if profile is not None:
        profile.timed(step, request="smooth", update="smooth", reading="smooth", identify="names")
        profile.timed(reader, read="infer", **{"read_many": "infer"} if isinstance(reader, ReadsMany) else {})
    if is_new:
        step.use_network(reader)
    last_ns = 0
    for batch in _in_batches(inputs):
        if isinstance(batch, Mark):
            if at_mark is not None:
                at_mark(batch, step)
            continue
        predictions = _predict(reader, [step.request(one) for one in batch])
        for one, prediction in zip(batch, predictions, strict=True):
            step.update(one, prediction)
            stamps = [one.packet.frame.stamp_ns] if one.packet is not None else []
            stamps += [one.window.stamp_ns] if one.window is not None else []
            last_ns = max(stamps)
            reading = step.reading(reader, last_ns, 0.0, asked=prediction is not None)
            if reading is not None:
                yield reading
    closing = step.end(reader, last_ns)
    if closing is not None:
        yield closing


def _in_batches(inputs: Iterable[StepInput | Mark]) -> Iterator[list[StepInput] | Mark]:
    """Yield the inputs in batches.

    The end of the picture or of the sound ends a batch, because the requests of later steps depend on it.  So does a
    mark, which follows by itself.
    """
    batch: list[StepInput] = []
    rows = 0
    for one in inputs:
        if isinstance(one, Mark):
            if batch:
                yield batch
            batch, rows = [], 0
            yield one
            continue
        batch.append(one)
        rows += len(one.packet.faces) if one.packet is not None else 0
        if len(batch) >= BATCH_INPUTS or rows >= _BATCH_ROWS or one.picture_gone or one.sound_gone:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch


def _predict(reader: Reader, requests: Sequence[InferenceRequest | None]) -> list[Prediction | None]:
    """Return the prediction for each request, ``None`` where there is none; one call for all if the reader can."""
    inputs = [(one.crops, one.mel) for one in requests if one is not None]
    if isinstance(reader, ReadsMany):
        predictions = iter(reader.read_many(inputs) if inputs else ())
    else:
        predictions = iter([reader.read(crops, mel) for crops, mel in inputs])
    return [next(predictions) if one is not None else None for one in requests]
