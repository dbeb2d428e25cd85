"""``emotion-desk figures`` on files as users have them."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from emotion_desk.cli import main
from emotion_desk.figures.sound_figures import FIGURES

NAMES = sorted(f"{name}{kind}" for name in FIGURES for kind in (".png", ".svg"))


def write_wav(path: Path, seconds: float, rate: int = 44_100, channels: int = 2, loudness: float = 0.3) -> Path:
    t = np.arange(round(seconds * rate)) / rate
    mono = loudness * np.sin(2 * np.pi * 440 * t)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat((mono * 32767).astype("<i2")[:, None], channels, axis=1).tobytes())
    return path


def drawn(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.slow
def test_a_short_stereo_wav_gives_six_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = write_wav(tmp_path / "a.wav", 0.2)
    out = tmp_path / "new" / "figures"
    assert main(["figures", str(sound), "--out", str(out), "--n-mfcc", "13"]) == 0
    assert drawn(out) == NAMES
    assert all((out / name).stat().st_size > 4000 for name in NAMES)
    assert "0.20 s" in (out / "1-waveform.svg").read_text(encoding="utf-8")
    assert "13 coefficients" in (out / "5-mfcc.svg").read_text(encoding="utf-8")
    assert len(capsys.readouterr().out.splitlines()) == 12


@pytest.mark.slow
def test_the_sound_of_a_video_gives_six_figures(demo_clip: Path, tmp_path: Path) -> None:
    assert main(["figures", str(demo_clip), "--out", str(tmp_path / "out")]) == 0
    assert drawn(tmp_path / "out") == NAMES


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: write_wav(path, 1.0, loudness=0.0), "silent"),
        (lambda path: write_wav(path, 0.0), "sound"),
        (lambda path: path.write_bytes(b""), "empty"),
        (lambda path: path.write_text("not a sound at all\n" * 50), "not a picture, video or sound file"),
        (lambda path: None, "does not exist"),
    ],
    ids=["silent", "no samples", "no bytes", "text", "missing"],
)
def test_what_cannot_be_drawn_is_one_sentence(
    make: object, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = tmp_path / "sound.wav"
    make(sound)  # type: ignore[operator]
    assert main(["figures", str(sound), "--out", str(tmp_path / "out")]) == 2
    told = capsys.readouterr().err
    assert words in told
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_values_that_do_not_fit_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = write_wav(tmp_path / "a.wav", 0.2)
    for options, words in (
        (["--n-mfcc", "97"], "coefficients"),
        (["--window-ms", "100"], "cannot hold a window"),
        (["--highest-hz", "9000"], "ends at 8000 Hz"),
        (["--window", "kaiser"], "invalid choice"),
    ):
        assert main(["figures", str(sound), "--out", str(tmp_path / "out"), *options]) == 2
        assert words in capsys.readouterr().err
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert main(["figures", str(sound), "--out", str(blocked)]) == 2
    assert "cannot be made" in capsys.readouterr().err


@pytest.mark.slow
def test_empty_mel_bands_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = write_wav(tmp_path / "a.wav", 0.2)
    arguments = ["figures", str(sound), "--out", str(tmp_path / "out"), "--bands", "200", "--fft", "640"]
    assert main(arguments) == 0
    assert "of 200 mel bands are empty" in capsys.readouterr().out


@pytest.mark.parametrize("value", [np.nan, np.inf, 1e30])
def test_samples_that_are_no_numbers_or_absurd_are_one_sentence(
    tmp_path: Path, value: float, capsys: pytest.CaptureFixture[str]
) -> None:
    soundfile.write(tmp_path / "odd.wav", np.full(16_000, value), 16_000, subtype="DOUBLE")
    assert main(["figures", str(tmp_path / "odd.wav"), "--out", str(tmp_path / "out")]) == 2
    assert "silent" in capsys.readouterr().err


def test_a_sample_rate_of_one_hertz_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = write_wav(tmp_path / "slow.wav", 2000.0, rate=1)
    assert main(["figures", str(sound), "--out", str(tmp_path / "out")]) == 2
    assert "sample rate of 1 Hz" in capsys.readouterr().err
