from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("torch", reason="the extra 'train' is not installed")


@pytest.fixture(scope="module")
def narrow() -> Iterator[None]:
    """Give every network that is built in a module of tests a narrow trunk of four blocks instead of a ResNet50.

    Training, storing and converting take the same steps with it, in a tenth of the time.
    """
    from emotion_desk.modelling.networks import multitask_net
    from tests.inference.networks import narrow_trunk

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(multitask_net, "trunk", narrow_trunk)
        yield
