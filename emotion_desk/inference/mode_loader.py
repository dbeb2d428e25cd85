"""Loads a mode for the live desk: selects its engine, reports progress, falls back to the processor.

Analyses and tests use :func:`~emotion_desk.inference.predictor.load_predictor` instead: their results must not depend
on which engine was measured to be fastest on a machine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from emotion_desk.catalogue import COMPARE, MULTITASK, PROVIDERS, SINGLE_MODELS
from emotion_desk.errors import EngineError
from emotion_desk.inference.comparison import CompareReader, load_with_facts
from emotion_desk.inference.engine_selection import EngineChoice, select_engine
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import load_mode
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.protocols import Reader
from emotion_desk.inference.thread_pool import share_threads
from emotion_desk.machine import return_memory
from emotion_desk.messages import ModeFacts
from emotion_desk.translatable import joined, translatable

logger = logging.getLogger(__name__)

#: Called with one sentence for each step of loading.
Progress = Callable[[str], None]
_DEVICE_ENGINES: Final = tuple(f"onnx-{device}" for device in PROVIDERS)
_CPU_ENGINE: Final = "onnx"


class ModeLoader:
    """Loads a mode each time it is called.

    Args:
        mode: one of :data:`~emotion_desk.catalogue.MODES`.
        engine: one of :data:`~emotion_desk.catalogue.ENGINES`; ``auto`` takes the one measured to be fastest here.
        store: another folder of weights than the shipped one.
        measure: measure the engines again, once.

    Attributes:
        note: what there is to say about the engine after loading; may be empty.
    """

    def __init__(
        self, mode: str = MULTITASK, engine: str = "auto", store: ModelStore | None = None, *, measure: bool = False
    ) -> None:
        self._mode = mode
        self._engine = engine
        self._store = store
        self._measure = measure
        self.note = ""

    def __call__(self) -> Reader:
        """Load without reporting progress."""
        return self.load(lambda _text: None)

    def load(self, progress: Progress) -> Reader:
        """Load and report progress.

        Raises:
            ModelError: the weights are missing, damaged or not released.
            EngineError: the engine is not available here.
        """
        share_threads(spared=1)
        store = self._store or ModelStore()
        choice = self._select(store, progress)
        self.note = choice.note
        try:
            return self._load_with(store, choice.engine, progress)
        except Exception as error:
            if choice.engine not in _DEVICE_ENGINES:
                raise
            logger.warning("the engine %s failed", choice.engine, exc_info=error)
            text = (
                str(error)
                if isinstance(error, EngineError)
                else translatable("The engine '{engine}' fails here.", engine=choice.engine)
            )
            self.note = joined((text, translatable("The processor answers instead.")))
            progress(self.note)
            return self._load_with(store, _CPU_ENGINE, progress)

    def _select(self, store: ModelStore, progress: Progress) -> EngineChoice:
        if self._engine != "auto":
            return EngineChoice(self._engine)
        again, self._measure = self._measure, False
        choice = select_engine(store, self._mode, progress, again=again)
        return_memory()
        return choice

    def _load_with(self, store: ModelStore, engine: str, progress: Progress) -> Reader:
        if self._mode != COMPARE:
            return self._load_and_run(self._mode, store, engine, progress)[0]
        first, own = self._load_and_run(MULTITASK, store, engine, progress)
        second, other = self._load_and_run(SINGLE_MODELS, store, engine, progress)
        return CompareReader(first, second, (own, other))

    def _load_and_run(
        self, mode: str, store: ModelStore, engine: str, progress: Progress
    ) -> tuple[Predictor, ModeFacts]:
        """Load networks and run them once, so that a failing accelerator fails here and not during live inference."""
        return load_with_facts(lambda: Predictor(load_mode(mode, engine, store, progress)), store)


def reader_loader(mode: str = MULTITASK, engine: str = "auto", *, measure: bool = False) -> Callable[[], Reader]:
    """Return a loader of a mode; it takes a second or two, so call it off the window's thread.

    Args:
        mode: one of :data:`~emotion_desk.catalogue.MODES`.
        engine: one of :data:`~emotion_desk.catalogue.ENGINES`; ``auto`` takes the one measured to be fastest here.
        measure: measure the engines again.
    """
    return ModeLoader(mode, engine, measure=measure)
