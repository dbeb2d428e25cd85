"""The graph of the blendshape network against the same network in NumPy."""

from __future__ import annotations

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from emotion_desk.inference.thread_pool import session_options
from emotion_desk.modelling.export.tflite_mixer_to_onnx import OUTPUT, SOURCE, MixerWeights, mixer

Floats = NDArray[np.float64]
POINTS, TOKENS, WIDTH, COEFFICIENTS = 12, 6, 8, 5


def made(blocks: int) -> MixerWeights:
    """Return weights by chance."""
    rng = np.random.default_rng(0)
    all_tokens = TOKENS + 1
    of_a_block = [(all_tokens, 10), (10, all_tokens), (WIDTH, 9), (9, WIDTH)]
    sizes = [(POINTS, TOKENS), (2, WIDTH), *of_a_block * blocks, (WIDTH, COEFFICIENTS)]

    def chance(*size: int) -> NDArray[np.float32]:
        return np.asarray(rng.standard_normal(size), np.float32)

    return MixerWeights(
        layers=[(np.float32(0.5) * chance(*size), chance(size[1])) for size in sizes],
        norms=[chance(WIDTH) for _ in range(2 * blocks)],
        token=chance(1, WIDTH),
        scale=0.5,
        epsilon=1e-6,
    )


def expected(weights: MixerWeights, points: Floats) -> Floats:
    """Return what the network computes, all tokens of all blocks."""
    layers = iter(weights.layers)
    norms = iter(weights.norms)

    def layer(values: Floats) -> Floats:
        matrix, bias = next(layers)
        return np.asarray(values @ matrix + bias, np.float64)

    def normal(values: Floats) -> Floats:
        centred = values - values.mean(axis=1, keepdims=True)
        spread = np.sqrt(values.var(axis=1, keepdims=True) + weights.epsilon)
        return np.asarray(centred / spread * next(norms), np.float64)

    centred = points - points.mean(axis=0)
    scaled = centred / np.linalg.norm(centred, axis=1).mean() * weights.scale
    tokens = np.vstack([weights.token, layer(layer(scaled.T).T)])
    for _ in range(len(weights.norms) // 2):
        tokens = tokens + layer(np.maximum(layer(normal(tokens).T), 0)).T
        tokens = tokens + layer(np.maximum(layer(normal(tokens)), 0))
    return np.asarray(1 / (1 + np.exp(-layer(tokens[:1])[0])), np.float64)


@pytest.mark.parametrize("blocks", [1, 3])
def test_the_graph_computes_the_network(blocks: int) -> None:
    weights = made(blocks)
    points = np.random.default_rng(1).uniform(0, 300, (POINTS, 2))
    session = onnxruntime.InferenceSession(
        mixer(weights).SerializeToString(), session_options(), providers=["CPUExecutionProvider"]
    )
    found = session.run([OUTPUT], {SOURCE: points[None].astype(np.float32)})[0]
    assert found == pytest.approx(expected(weights, points), abs=1e-4)
    assert np.ptp(found) > 0.01
