"""Pictures of odd kinds: orientation with mirroring, tiles, sizes that change, bounds, animated WebP."""

from __future__ import annotations

import resource
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

from emotion_desk.errors import SourceOpenError
from emotion_desk.messages import Picture
from emotion_desk.sources.media import open_media
from emotion_desk.sources.orientation import from_exif, from_matrix
from tests.sources.read_all import all_frames, read_all

#: Where the white corner of the stored picture is seen, by EXIF orientation: (bottom, right).
CORNERS = {
    1: (False, False),
    2: (False, True),
    3: (True, True),
    4: (True, False),
    5: (False, False),
    6: (False, True),
    7: (True, True),
    8: (True, False),
}


def stored() -> NDArray[np.uint8]:
    """Return a black picture, wider than high, with a white upper left corner and a red stripe along its upper edge."""
    picture = np.zeros((64, 128, 3), np.uint8)
    picture[:16] = (255, 0, 0)
    picture[:32, :32] = 255
    return picture


def check(picture: Picture, orientation: int) -> None:
    """Compare with what the standard says, by the corner and by where the red edge lies."""
    high, wide = picture.shape[:2]
    assert (high > wide) == (orientation >= 5)
    bottom, right = CORNERS[orientation]
    y, x = (high - 8 if bottom else 7), (wide - 8 if right else 7)
    assert picture[y, x].min() > 180
    # The stored upper edge is red (BGR: 0, 0, 255); the corner lies at its beginning.
    edge = picture[:, x] if orientation >= 5 else picture[y]
    assert int((edge[:, 2].astype(int) - edge[:, 0] > 100).sum()) > 60


def first(path: Path) -> Picture:
    return read_all(path)[0][0].picture


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tiff", "avif"])
def test_exif_orientation(tmp_path: Path, orientation: int, suffix: str) -> None:
    path = tmp_path / f"tagged.{suffix}"
    image = Image.fromarray(stored())
    exif = image.getexif()
    exif[274] = orientation
    quality: dict[str, Any] = {} if suffix == "png" else {"quality": 95}
    image.save(path, exif=exif, **quality)
    check(first(path), orientation)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_heic_orientation(tmp_path: Path, orientation: int) -> None:
    path = tmp_path / "tagged.heic"
    image = Image.fromarray(stored())
    exif = image.getexif()
    exif[274] = orientation
    pillow_heif.register_heif_opener()
    try:
        image.save(path, format="HEIF", quality=95, exif=exif)
    except Exception as error:  # noqa: BLE001 - the encoder is not in every build
        pytest.skip(f"no HEIC encoder: {error}")
    check(first(path), orientation)


@pytest.mark.parametrize(
    ("matrix", "orientation"),
    [
        ((1, 0, 0, 1), 1),
        ((-1, 0, 0, 1), 2),
        ((-1, 0, 0, -1), 3),
        ((1, 0, 0, -1), 4),
        ((0, 1, 1, 0), 5),
        ((0, 1, -1, 0), 6),
        ((0, -1, -1, 0), 7),
        ((0, -1, 1, 0), 8),
    ],
)
def test_display_matrix_in_a_video(tmp_path: Path, matrix: tuple[int, int, int, int], orientation: int) -> None:
    """The matrix of the track header is written by hand: no encoder offers the mirrored ones."""
    path = tmp_path / "tagged.mp4"
    with av.open(str(path), "w") as container:
        stream: Any = container.add_stream("libx264", rate=10)
        stream.width, stream.height, stream.pix_fmt = 128, 64, "yuv420p"
        frame = av.VideoFrame.from_ndarray(stored(), format="rgb24")
        frame.pts, frame.time_base = 0, Fraction(1, 10)
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    a, b, c, d = matrix
    raw = bytearray(path.read_bytes())
    plain = np.array([1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30], ">i4").tobytes()
    at = raw.index(plain, raw.index(b"tkhd"))
    turned = np.array([a << 16, b << 16, 0, c << 16, d << 16, 0, 0, 0, 1 << 30], ">i4").tobytes()
    raw[at : at + 36] = turned
    path.write_bytes(raw)
    check(first(path), orientation)
    assert from_matrix(np.frombuffer(turned, ">i4").astype(np.int32).tobytes()) == from_exif(orientation)


def test_a_rotated_cover_size_is_not_confused_with_the_video(tmp_path: Path) -> None:
    assert from_exif(None) == from_exif(1) == from_exif("x") == from_exif(99)


@pytest.mark.parametrize("suffix", ["avif", "heic"])
def test_tiles_are_assembled(tmp_path: Path, suffix: str) -> None:
    """Encoders split pictures above their limit into tiles."""
    path = tmp_path / f"tiles.{suffix}"
    x = np.linspace(0, 255, 1280, dtype=np.uint8)
    picture = np.repeat(np.broadcast_to(x, (720, 1280))[:, :, None], 3, axis=2)
    if suffix == "avif":
        Image.fromarray(picture).save(path, quality=90, tile_rows=1, tile_cols=1)
    else:
        try:
            pillow_heif.from_pillow(Image.fromarray(picture)).save(str(path), quality=90)
        except Exception as error:  # noqa: BLE001 - the encoder is not in every build
            pytest.skip(f"no HEIC encoder: {error}")
    seen = first(path)
    assert seen.shape == (720, 1280, 3)
    assert seen[360, 1270].mean() > 240
    assert seen[360, 10].mean() < 15


def test_a_size_that_changes_midway_is_scaled_to_the_first(tmp_path: Path) -> None:
    """A stream is joined from two sizes packet by packet, as browsers record."""
    parts = []
    for number, size in enumerate([(128, 96), (64, 48)]):
        part = tmp_path / f"part{number}.ivf"
        with av.open(str(part), "w") as container:
            stream: Any = container.add_stream("libvpx", rate=10)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            picture = np.zeros((size[1], size[0], 3), np.uint8)
            picture[: size[1] // 2, : size[0] // 2] = 255
            for _ in range(5):
                container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
            container.mux(stream.encode(None))
        parts.append(part)
    path = tmp_path / "joined.webm"
    with av.open(str(path), "w") as container:
        copy: Any = None
        count = 0
        for part in parts:
            with av.open(str(part)) as source:
                copy = copy or container.add_stream_from_template(source.streams.video[0])
                for packet in source.demux(video=0):
                    if not packet.size:
                        continue
                    packet.time_base = Fraction(1, 10)
                    packet.pts = packet.dts = count
                    packet.stream = copy
                    container.mux(packet)
                    count += 1
    frames = read_all(path)[0]
    assert len(frames) == 10
    assert {frame.picture.shape for frame in frames} == {(96, 128, 3)}
    for frame in frames:
        assert frame.picture[20, 20].mean() > 200
        assert frame.picture[80, 100].mean() < 40


def test_an_animated_webp_says_what_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "moving.webp"
    pictures = [Image.new("RGB", (32, 32), (n * 60, 0, 0)) for n in range(4)]
    pictures[0].save(path, save_all=True, append_images=pictures[1:])
    with pytest.raises(SourceOpenError, match="animated WebP picture, for which there is no decoder"):
        open_media(path)


@pytest.mark.parametrize("suffix", ["png", "tiff", "webp", "jpg"])
def test_a_picture_that_is_too_large_is_refused_before_memory_is_taken(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"huge.{suffix}"
    side = (16_000, 16_000) if suffix in ("png", "tiff") else (16_000, 8_000)
    small = Image.new("L", (64, 64))
    small.save(path)
    raw = bytearray(path.read_bytes())
    if suffix == "png":
        raw[16:24] = side[0].to_bytes(4, "big") + side[1].to_bytes(4, "big")
    elif suffix == "jpg":
        at = raw.index(b"\xff\xc0")
        raw[at + 5 : at + 9] = side[1].to_bytes(2, "big") + side[0].to_bytes(2, "big")
    else:
        pytest.skip("the header is changed by hand for PNG and JPEG only")
    path.write_bytes(raw)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(SourceOpenError, match=r"(at most|more than) 100 megapixels"):
        open_media(path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize("mode", ["I;16", "CMYK", "L", "1", "P", "RGBA", "LA"])
def test_colours_of_odd_kinds_are_read(tmp_path: Path, mode: str) -> None:
    path = tmp_path / ("odd.jpg" if mode == "CMYK" else "odd.png")
    image = Image.new("L", (64, 48), 200)
    if mode == "I;16":
        Image.fromarray(np.full((48, 64), 200 * 257, np.uint16)).save(path)
    else:
        image.convert("RGB" if mode == "CMYK" else "L").convert(mode).save(path)
    assert first(path).shape == (48, 64, 3)
    assert first(path).mean() > 150


def test_the_larger_or_default_picture_track_is_read(tmp_path: Path) -> None:
    path = tmp_path / "two.mkv"
    with av.open(str(path), "w") as container:
        streams: list[Any] = []
        for size in ((32, 32), (128, 96)):
            stream: Any = container.add_stream("libx264", rate=10)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.disposition = 0
            streams.append(stream)
        for number in range(5):
            for stream in streams:
                picture = np.zeros((stream.height, stream.width, 3), np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts, frame.time_base = number, Fraction(1, 10)
                container.mux(stream.encode(frame))
        for stream in streams:
            container.mux(stream.encode(None))
    media = open_media(path, paced=False)
    assert media.picture is not None
    media.picture.open()
    assert all_frames(media.picture)[0].picture.shape[:2] == (96, 128)
    media.picture.close()
    assert "Picture track 2 of 2 is used" in media.notes[0]
