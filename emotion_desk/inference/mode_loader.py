"""Loads a mode for the live desk: chooses its engine, tells how far it is, and falls back to the processor.

Analyses and tests load networks directly, by :func:`~emotion_desk.inference.predictor.load_predictor`: what they say
must not depend on what was measured on a machine.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from emotion_desk.errors import EngineError
from emotion_desk.inference.comparison import CompareReader, load_with_facts
from emotion_desk.inference.engine_selection import Choice, choose
from emotion_desk.inference.engines import PROVIDERS, share_threads
from emotion_desk.inference.model_store import ModelStore
from emotion_desk.inference.modes import COMPARE, load_mode
from emotion_desk.inference.predictor import Predictor
from emotion_desk.inference.protocols import Reader
from emotion_desk.machine import return_memory
from emotion_desk.messages import ModeFacts

logger = logging.getLogger(__name__)

Tell = Callable[[str], None]
_DEVICES: Final = tuple(f"onnx-{device}" for device in PROVIDERS)
_ON_PROCESSOR: Final = "onnx"


class ModeLoader:
    """Loads a mode each time it is called.

    Args:
        mode: ``multitask``, ``singles``, ``compare`` or ``student``.
        engine: what runs the networks; ``auto`` takes what was measured to be fastest here.
        store: another folder of weights than the shipped one.
        measure: measure the engines again, once.
    """

    def __init__(
        self, mode: str = "multitask", engine: str = "auto", store: ModelStore | None = None, *, measure: bool = False
    ) -> None:
        self._mode = mode
        self._engine = engine
        self._store = store
        self._measure = measure
        #: What there is to say about the engine after loading; may be empty.
        self.note = ""

    def __call__(self) -> Reader:
        """Load, telling nobody how far it is."""
        return self.load(lambda _text: None)

    def load(self, tell: Tell) -> Reader:
        """Load, and tell in a sentence each what is being done.

        Raises:
            ModelError: the weights are missing, damaged or not released.
            EngineError: the engine is not available here.
        """
        share_threads(spared=1)
        store = self._store or ModelStore()
        choice = self._chosen(store, tell)
        self.note = choice.note
        try:
            return self._read(store, choice.engine, tell)
        except Exception as error:
            if choice.engine not in _DEVICES:
                raise
            logger.warning("the engine %s failed", choice.engine, exc_info=error)
            text = str(error) if isinstance(error, EngineError) else f"The engine '{choice.engine}' fails here."
            self.note = f"{text} The processor answers instead."
            tell(self.note)
            return self._read(store, _ON_PROCESSOR, tell)

    def _chosen(self, store: ModelStore, tell: Tell) -> Choice:
        if self._engine != "auto":
            return Choice(self._engine)
        again, self._measure = self._measure, False
        choice = choose(store, self._mode, tell, again=again)
        return_memory()
        return choice

    def _read(self, store: ModelStore, engine: str, tell: Tell) -> Reader:
        if self._mode != COMPARE:
            return self._warm(self._mode, store, engine, tell)[0]
        first, own = self._warm("multitask", store, engine, tell)
        second, other = self._warm("singles", store, engine, tell)
        return CompareReader(first, second, (own, other))

    def _warm(self, mode: str, store: ModelStore, engine: str, tell: Tell) -> tuple[Predictor, ModeFacts]:
        """Load networks and let them answer once: what fails on a graphics card fails here, not live."""
        return load_with_facts(lambda: Predictor(load_mode(mode, engine, store, tell)), store)
