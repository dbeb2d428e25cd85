"""A film with two people, made of the demo clip."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np

_FRAMES = 90


def two_people(demo_clip: Path, path: Path) -> Path:
    """Write a film with the demo's face twice, the second one mirrored."""
    with av.open(str(demo_clip)) as film, av.open(str(path), "w") as out:
        source = film.streams.video[0]
        width, height = source.width // 4 * 2, source.height // 4 * 2
        stream = out.add_stream("libx264", rate=15, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 2 * width, height, "yuv420p"
        for number, frame in enumerate(film.decode(source)):
            if number >= _FRAMES:
                break
            picture = frame.to_ndarray(format="bgr24", width=width, height=height)
            both = np.ascontiguousarray(np.hstack([picture, picture[:, ::-1]]))
            out.mux(stream.encode(av.VideoFrame.from_ndarray(both, format="bgr24")))
        out.mux(stream.encode(None))
    return path
