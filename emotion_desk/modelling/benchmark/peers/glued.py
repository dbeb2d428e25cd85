"""Other programs over a clip, in an environment without the desk: ``glued.py fer|glue CLIP RESULT``.

``fer`` finds faces and tells their emotion.  ``glue`` adds what a user would add for the other questions: dlib's face
descriptor for each face that fer found, and Resemblyzer's voice embedding for each second of sound.  Nothing here
tells the emotion of a voice.
"""

from __future__ import annotations

import json
import resource
import sys
import types
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import numpy as np

RATE = 16_000
#: The voice is embedded once a second, over the window that the desk's network reads.
WINDOW_S, EVERY_S = 2.3, 1.0


def frames_of(clip: Path) -> Iterator[Any]:
    """Yield BGR pictures."""
    import av

    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="bgr24")


def sound_of(clip: Path) -> Any:
    """Return float32 mono at 16 kHz."""
    import av

    resampler = av.AudioResampler("flt", "mono", RATE)
    with av.open(str(clip)) as container:
        pieces = [piece.to_ndarray()[0] for frame in container.decode(audio=0) for piece in resampler.resample(frame)]
    return np.concatenate(pieces)


def fer_detector() -> Any:
    """Return fer's detector; TensorFlow's interpreter is the small one that Google ships alone."""
    if find_spec("tensorflow") is None:
        interpreter = import_module("ai_edge_litert.interpreter").Interpreter
        tensorflow = types.ModuleType("tensorflow")
        tensorflow.lite = types.SimpleNamespace(Interpreter=interpreter)  # type: ignore[attr-defined]
        keras = types.ModuleType("tensorflow.keras")
        models = types.ModuleType("tensorflow.keras.models")
        models.load_model = None  # type: ignore[attr-defined]
        sys.modules |= {"tensorflow": tensorflow, "tensorflow.keras": keras, "tensorflow.keras.models": models}
    package = types.ModuleType("fer")  # the package imports moviepy, which nothing here needs
    found = find_spec("fer")
    assert found is not None
    folder = list(found.submodule_search_locations or [])
    package.__path__ = folder
    package.__file__, package.__loader__ = found.origin, found.loader  # its data files are found by these
    sys.modules["fer"] = package
    spec = spec_from_file_location("fer.fer", str(Path(folder[0]) / "fer.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["fer.fer"] = module
    spec.loader.exec_module(module)
    return module.FER(mtcnn=False)


def main(program: str, clip: Path, result: Path) -> None:
    """Run a program over a clip and write frames, answers and peak memory."""
    fer = fer_detector()
    answers = {"face emotion": 0}
    describe = None
    if program == "glue":
        dlib: Any = import_module("dlib")
        models: Any = import_module("face_recognition_models")
        landmarks = dlib.shape_predictor(models.pose_predictor_five_point_model_location())
        network = dlib.face_recognition_model_v1(models.face_recognition_model_location())
        answers |= {"face identity": 0, "voice identity": 0}

        def describe(picture: Any, box: Any) -> None:
            x, y, width, height = (int(value) for value in box)
            rgb = np.ascontiguousarray(picture[:, :, ::-1])
            network.compute_face_descriptor(rgb, landmarks(rgb, dlib.rectangle(x, y, x + width, y + height)))

    frames = 0
    for picture in frames_of(clip):
        frames += 1
        for face in fer.detect_emotions(picture):
            answers["face emotion"] += 1
            if describe is not None:
                describe(picture, face["box"])
                answers["face identity"] += 1
    if program == "glue":
        encoder = import_module("resemblyzer").VoiceEncoder("cpu", verbose=False)
        sound = sound_of(clip)
        for at in np.arange(WINDOW_S, len(sound) / RATE, EVERY_S):
            encoder.embed_utterance(sound[int((at - WINDOW_S) * RATE) : int(at * RATE)])
            answers["voice identity"] += 1
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result.write_text(json.dumps({"frames": frames, "answers": answers, "peak_mb": peak_mb}), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
