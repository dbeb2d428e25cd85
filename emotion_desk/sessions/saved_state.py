"""Turns the state of an unfinished analysis into bytes and back, without the networks and files behind it.

Tracks, filters and smoothed answers are plain objects of this program; they are pickled.  Networks, cascades, locks and
functions are not: on the way back they are taken from a fresh object of the same kind.  A file may come from anywhere,
so nothing but the classes of the modules named here, and arrays, is ever created from one.
"""

from __future__ import annotations

import io
import pickle
import sys
import types
from functools import partial
from typing import Any, Final, TypeVar

from emotion_desk.errors import SessionError
from emotion_desk.inference.onnx_engine import OnnxEngine
from emotion_desk.opencv import cv2
from emotion_desk.translatable import translatable

State = TypeVar("State")

#: Modules whose classes may be created.
_OWN: Final = frozenset(
    f"emotion_desk.{name}"
    for name in (
        "inference.smoothing",
        "measures.affect",
        "messages.frames",
        "messages.readings",
        "messages.sound",
        "people.active_speaker",
        "pipeline.headline",
        "pipeline.inference_step",
        "pipeline.reading_assembler",
        "pipeline.utterance_tracker",
        "sessions.source_state",
        "vision.blaze_detector",
        "vision.blazeface",
        "vision.box_tracker",
        "vision.combined_detector",
        "vision.cut_detector",
        "vision.detector",
        "vision.face_tracker",
        "vision.geometry",
        "vision.one_euro",
        "vision.whole_picture",
    )
)
_OTHERS: Final = frozenset(
    {
        ("builtins", "set"),
        ("builtins", "frozenset"),
        ("collections", "Counter"),
        ("collections", "OrderedDict"),
        ("collections", "deque"),
        ("numpy", "dtype"),
        ("numpy", "ndarray"),
        *(
            (f"numpy.{core}.{module}", name)
            for core in ("core", "_core")
            for module, name in (("multiarray", "_reconstruct"), ("multiarray", "scalar"), ("numeric", "_frombuffer"))
        ),
    }
)
#: What is not written, but taken from a fresh object.
_BORROWED: Final = (OnnxEngine, cv2.CascadeClassifier, types.FunctionType, types.BuiltinFunctionType, partial)


class _Pickler(pickle.Pickler):
    """Leaves out what is borrowed, and remembers it by name."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.borrowed: dict[str, Any] = {}

    def persistent_id(self, obj: Any) -> str | None:
        if not isinstance(obj, _BORROWED) or _is_of_arrays(obj):
            return None
        name = f"{type(obj).__name__} {getattr(obj, '__qualname__', '')}".rstrip()
        self.borrowed[name] = obj
        return name


class _Unpickler(pickle.Unpickler):
    """Creates plain objects only."""

    def __init__(self, file: io.BytesIO, borrowed: dict[str, Any]) -> None:
        super().__init__(file)
        self._borrowed = borrowed

    def persistent_load(self, pid: Any) -> Any:
        try:
            return self._borrowed[pid]
        except (KeyError, TypeError) as error:
            raise pickle.UnpicklingError(f"nothing is called {pid!r}") from error

    def find_class(self, module_name: str, global_name: str) -> Any:
        if (module_name, global_name) in _OTHERS:
            return super().find_class(module_name, global_name)
        found = getattr(sys.modules.get(module_name), global_name, None) if module_name in _OWN else None
        if isinstance(found, type) and found.__module__ == module_name:
            return found
        raise pickle.UnpicklingError(f"{module_name}.{global_name} is no part of a state")


def _is_of_arrays(obj: Any) -> bool:
    """Return whether a function is one of those that make arrays from bytes."""
    return (getattr(obj, "__module__", None), getattr(obj, "__name__", None)) in _OTHERS


def state_bytes(state: object) -> bytes:
    """Return the state of some objects.

    Raises:
        SessionError: it holds something that cannot be written.
    """
    return _pickled(state)[0]


def state_from(data: bytes, fresh: State) -> State:
    """Return the objects of :func:`state_bytes`.

    Args:
        data: the bytes.
        fresh: objects of the same kind; their networks and functions are used.

    Raises:
        SessionError: the bytes are damaged, or are no state.
    """
    borrowed = _pickled(fresh)[1]
    try:
        found = _Unpickler(io.BytesIO(data), borrowed).load()
    except Exception as error:  # damaged bytes raise arbitrary exceptions
        raise SessionError(translatable("The state of an unfinished analysis is damaged.")) from error
    if type(found) is not type(fresh):
        raise SessionError(translatable("The state of an unfinished analysis is damaged."))
    return found


def _pickled(state: object) -> tuple[bytes, dict[str, Any]]:
    file = io.BytesIO()
    pickler = _Pickler(file)
    try:
        pickler.dump(state)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError) as error:
        raise SessionError(translatable("The state of the analysis cannot be kept.")) from error
    return file.getvalue(), pickler.borrowed
