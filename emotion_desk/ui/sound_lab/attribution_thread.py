"""Computes attribution maps in a thread: it takes the newest request and publishes the newest result."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DeskError
from emotion_desk.inference.class_activation_map import Explainer, Explanation
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.perturbations import perturbed_faces, perturbed_voices
from emotion_desk.messages import Mel, Picture
from emotion_desk.pipeline.mailbox import Mailbox
from emotion_desk.pipeline.on_demand_thread import OnDemandThread
from emotion_desk.sound.mel import fit_frames, mel_input
from emotion_desk.ui.language import tr
from emotion_desk.vision.crop import INPUT_SIZE, face_input, network_view, resize_face

logger = logging.getLogger(__name__)

THREAD_NAME: Final = "emotion-desk-why"


@dataclass(frozen=True, slots=True, eq=False)
class AttributionRequest:
    """The input to explain: a face crop, or else a log-mel picture."""

    face: Picture | None = None
    voice: Mel | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AttributionResult:
    """The explanation of an answer.

    Attributes:
        request: the input.
        picture: the network's input: uint8 BGR (size, size, 3) of a face, or float32 (bands, columns) of a voice, low
            frequencies first.
        explanation: the answer and its class activation map.
        heat: the map in logits, float32 (size, size), rows from the top of a face, from the lowest band of a voice.
        changes: probabilities by perturbation of the input; the first is the unchanged input.
        error: one sentence; the other attributes are then ``None``.
    """

    request: AttributionRequest
    picture: NDArray[np.uint8] | NDArray[np.float32] | None = None
    explanation: Explanation | None = None
    heat: NDArray[np.float32] | None = None
    changes: dict[str, NDArray[np.float32]] | None = None
    error: str = ""


def explain(explainer: Explainer, request: AttributionRequest) -> AttributionResult:
    """Compute the attribution map of an answer, and the answers to perturbed inputs.

    Raises:
        ModelError: the head that would answer was never trained.
    """
    picture: NDArray[np.uint8] | NDArray[np.float32]
    if request.face is not None:
        seen = network_view(request.face)  # what the pipeline shows the network
        perturbed = perturbed_faces(seen)
        rows, head = face_input(list(perturbed.values())), "face_emotion"
        names = list(perturbed)
        explanation = explainer.explain(rows[:1], head)
        picture, heat = resize_face(seen), explanation.heat(INPUT_SIZE)
    else:
        assert request.voice is not None
        voices = perturbed_voices(fit_frames(request.voice))
        rows, head = np.concatenate([mel_input(one) for one in voices.values()]), "voice_emotion"
        names = list(voices)
        explanation = explainer.explain(rows[:1], head)
        picture, heat = rows[0, 0, ::-1], explanation.heat(rows.shape[-1])[::-1]
    probabilities = explainer.probabilities(rows, head)
    return AttributionResult(request, picture, explanation, heat, dict(zip(names, probabilities, strict=True)))


class AttributionThread:
    """The thread; runs from :meth:`start` to :meth:`stop` and can be started again."""

    def __init__(self) -> None:
        self.results: Mailbox[AttributionResult] = Mailbox()
        self._requests: Mailbox[AttributionRequest] = Mailbox()
        self._explainer: Explainer | None = None
        self._thread = OnDemandThread(THREAD_NAME, self._work)

    def start(self) -> None:
        """Start the thread unless it is running."""
        self._thread.start()

    def ask(self, request: AttributionRequest) -> None:
        """Add a request; it replaces one that still waits."""
        self._requests.put(request)

    def stop(self) -> None:
        """Request the end of the thread after its present computation; does not wait."""
        self._thread.stop()
        self._requests.clear()

    def finish(self) -> None:
        """Stop and join the thread, for some seconds at most."""
        self.stop()
        self._thread.finish()

    def _work(self, end: threading.Event) -> None:
        while not end.is_set():
            request = self._requests.take(0.1)
            if request is None:
                continue
            try:
                if self._explainer is None:
                    self._explainer = Explainer(ModelStore())
                self.results.put(explain(self._explainer, request))
            except DeskError as error:
                self.results.put(AttributionResult(request, error=str(error)))
            except Exception as error:
                logger.exception("explaining failed")
                self.results.put(
                    AttributionResult(
                        request, error=tr("The answer cannot be explained: {name}.", name=type(error).__name__)
                    )
                )
