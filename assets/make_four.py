"""Makes a clip with four faces out of ``demo.mp4``: what a desk does in company can be measured with it.

The demo is shown four times at once, each a quarter of its length later than the one before, so that the faces move
apart from each other; its sound is kept.  1280 x 720, 30 pictures a second.  The clip is not shipped, it takes seconds.

    python assets/make_four.py four.mp4
    emotion-desk run --headless --file four.mp4 --loop --seconds 30 --report four.json
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

CLIP: Final = Path(__file__).resolve().with_name("demo.mp4")
FACES: Final = 4
#: Rows of the demo's picture that a quarter shows: head and shoulders, as wide as the demo is.
TOP: Final = 40
HEIGHT: Final = 360

Picture = NDArray[np.uint8]


def quarters(clip: Path = CLIP) -> Iterator[Picture]:
    """Yield the pictures with four faces, BGR, uint8 (720, 1280, 3), as many as the clip has."""
    with av.open(str(clip)) as container:
        frames = [
            np.ascontiguousarray(frame.to_ndarray(format="bgr24")[TOP : TOP + HEIGHT])
            for frame in container.decode(video=0)
        ]
    count = len(frames)
    for index in range(count):
        one, two, three, four = (frames[(index + shift * count // FACES) % count] for shift in range(FACES))
        yield np.concatenate((np.concatenate((one, two), axis=1), np.concatenate((three, four), axis=1)))


def make(out: Path, clip: Path = CLIP) -> int:
    """Write the clip; return how many pictures it has."""
    count = 0
    with av.open(str(clip)) as source, av.open(str(out), "w") as made:
        sound_in, rate = source.streams.audio[0], source.streams.video[0].average_rate
        video = made.add_stream("libx264", rate=rate or Fraction(30))
        video.width, video.height, video.pix_fmt = 1280, 720, "yuv420p"
        video.options = {"crf": "20", "preset": "veryfast"}
        sound_out = made.add_stream_from_template(sound_in)
        for picture in quarters(clip):
            for packet in video.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")):
                made.mux(packet)
            count += 1
        for packet in video.encode():
            made.mux(packet)
        for packet in source.demux(sound_in):
            if packet.dts is not None:
                packet.stream = sound_out
                made.mux(packet)
    return count


def main() -> None:
    """Read the arguments and make the clip."""
    parser = argparse.ArgumentParser(description="Make a clip with four faces out of the demo.")
    parser.add_argument("out", type=Path, help="the file to write, for example four.mp4")
    out = parser.parse_args().out
    print(f"{out}: {make(out)} pictures with {FACES} faces")


if __name__ == "__main__":
    main()
