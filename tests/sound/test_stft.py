"""STFT, mel pictures and MFCC with settings: against torch, torchaudio and librosa, and at their edges."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from emotion_desk.errors import DataError
from emotion_desk.messages import Samples
from emotion_desk.sound import mel
from emotion_desk.sound.filterbank import MelSettings, empty_bands, filter_bank, mel_power, mel_spectrogram
from emotion_desk.sound.mfcc import dct, mfcc
from emotion_desk.sound.stft import StftSettings, decibels, full_scale, one_frame, power, spectrogram, stft, taper
from tests.sound.librosa_references import FILE, columns
from tests.sound.stft_cases import PAIRS, SETTINGS, rising_tone

RATE = mel.SAMPLE_RATE


@pytest.fixture(scope="module")
def sound() -> Samples:
    return rising_tone()


@pytest.fixture(scope="module")
def librosa() -> dict[str, NDArray[Any]]:
    """What librosa gave for these cases."""
    with np.load(FILE) as kept:
        return dict(kept)


@pytest.fixture(scope="module")
def torch() -> Any:
    pytest.importorskip("torchaudio", reason="the extra 'train' is not installed")
    return pytest.importorskip("torch", reason="the extra 'train' is not installed")


def torch_window(torch: Any, settings: StftSettings) -> Any:
    makers = {"hann": "hann_window", "hamming": "hamming_window", "blackman": "blackman_window"}
    if settings.taper == "rectangular":
        return torch.ones(settings.window)
    return getattr(torch, makers[settings.taper])(settings.window)


@pytest.mark.parametrize("settings", SETTINGS)
def test_stft_equals_torch(torch: Any, sound: Samples, settings: StftSettings) -> None:
    expected = torch.stft(
        torch.from_numpy(sound),
        settings.fft,
        settings.hop,
        settings.window,
        torch_window(torch, settings),
        center=settings.centred,
        return_complex=True,
    ).numpy()
    ours = stft(sound, settings)
    assert ours.shape == expected.shape == (settings.bins, settings.columns_in(len(sound)))
    np.testing.assert_allclose(ours, expected, atol=2e-5 * np.abs(expected).max())


@pytest.mark.parametrize(("at", "settings"), list(enumerate(SETTINGS)))
def test_stft_and_decibels_equal_librosa(
    librosa: dict[str, NDArray[Any]], sound: Samples, at: int, settings: StftSettings
) -> None:
    ours = stft(sound, settings)
    assert ours.shape[1] == librosa[f"columns-{at}"]
    kept = columns(ours.shape[1])
    largest = np.abs(ours).max()
    np.testing.assert_allclose(ours[:, kept], librosa[f"stft-{at}"], atol=2e-5 * largest)
    np.testing.assert_allclose(spectrogram(sound, settings)[:, kept], librosa[f"decibels-{at}"], atol=0.05)


@pytest.mark.parametrize(("settings", "bank"), PAIRS)
def test_mel_equals_torchaudio(torch: Any, sound: Samples, settings: StftSettings, bank: MelSettings) -> None:
    import torchaudio

    expected = torchaudio.functional.melscale_fbanks(
        settings.bins, bank.lowest_hz, bank.highest_hz, bank.bands, settings.sample_rate, norm=None, mel_scale="htk"
    ).numpy()
    # torchaudio lays its bins by whole hertz: at an odd rate they would differ, at ours they do not.
    np.testing.assert_allclose(filter_bank(settings, bank), expected.T, atol=1e-4)
    spectrum = torch.stft(
        torch.from_numpy(sound),
        settings.fft,
        settings.hop,
        settings.window,
        torch_window(torch, settings),
        center=settings.centred,
        return_complex=True,
    )
    powers = expected.T @ spectrum.abs().pow(2).numpy()
    np.testing.assert_allclose(
        mel_spectrogram(sound, settings, bank), decibels(powers, full_scale(settings)), atol=0.05
    )


@pytest.mark.parametrize(("at", "settings", "bank"), [(at, *pair) for at, pair in enumerate(PAIRS)])
def test_mel_equals_librosa(
    librosa: dict[str, NDArray[Any]], at: int, settings: StftSettings, bank: MelSettings
) -> None:
    np.testing.assert_allclose(filter_bank(settings, bank), librosa[f"bank-{at}"], atol=1e-5)


@pytest.mark.parametrize(("at", "settings", "bank"), [(at, *pair) for at, pair in enumerate(PAIRS)])
@pytest.mark.parametrize("coefficients", [13, 20, 40])
def test_mfcc_equals_librosa(
    librosa: dict[str, NDArray[Any]],
    sound: Samples,
    at: int,
    settings: StftSettings,
    bank: MelSettings,
    coefficients: int,
) -> None:
    ours = mfcc(mel_spectrogram(sound, settings, bank), coefficients)
    expected = librosa[f"mfcc-{at}"][:coefficients]
    np.testing.assert_allclose(ours[:, columns(ours.shape[1])], expected, atol=1e-3)


@pytest.mark.parametrize(("n_fft", "hop", "bands", "coefficients"), [(512, 160, 40, 20), (1024, 256, 64, 13)])
def test_mfcc_equals_torchaudio(
    torch: Any, sound: Samples, n_fft: int, hop: int, bands: int, coefficients: int
) -> None:
    import torchaudio

    transform = torchaudio.transforms.MFCC(
        RATE, coefficients, melkwargs={"n_fft": n_fft, "hop_length": hop, "n_mels": bands, "center": False}
    )
    transform.amplitude_to_DB.top_db = None
    expected = transform(torch.from_numpy(sound)).numpy()
    settings, bank = StftSettings(n_fft, hop, n_fft), MelSettings(bands, 0.0, RATE / 2)
    picture = decibels(mel_power(power(stft(sound, settings)), settings, bank))
    np.testing.assert_allclose(mfcc(picture, coefficients), expected, atol=0.05)


def test_the_networks_settings_give_the_networks_picture(sound: Samples) -> None:
    np.testing.assert_allclose(mel_spectrogram(sound, StftSettings(), MelSettings()), mel.log_mel(sound), atol=1e-3)


@pytest.mark.parametrize("settings", [one for one in SETTINGS if one.sample_rate == RATE])
def test_a_full_scale_sine_is_zero_decibels(settings: StftSettings) -> None:
    frequency = settings.frequencies()[settings.fft // 8]
    sine = np.sin(2 * np.pi * frequency * np.arange(RATE) / RATE).astype(np.float32)
    picture = spectrogram(sine, settings)
    middle = picture[:, picture.shape[1] // 2]
    assert middle.argmax() == settings.fft // 8
    assert middle.max() == pytest.approx(0.0, abs=0.02)


def test_one_frame_is_a_column(sound: Samples) -> None:
    settings = StftSettings()
    piece, tapered, spectrum = one_frame(sound, 7 * settings.hop, settings)
    np.testing.assert_allclose(spectrum, spectrogram(sound, settings)[:, 7], atol=1e-3)
    np.testing.assert_array_equal(piece, sound[7 * settings.hop :][: settings.fft])
    assert np.abs(tapered).max() <= np.abs(piece).max()
    beyond = one_frame(sound, len(sound) - 10, settings)[0]
    assert not beyond[10:].any()
    assert one_frame(sound, len(sound) + 10, settings)[2].max() == -100.0


def test_times_and_frequencies_are_where_the_numbers_are() -> None:
    settings = StftSettings()
    click = np.zeros(RATE, np.float32)
    click[8000] = 1.0
    loudest = spectrogram(click, settings).max(axis=0).argmax()
    assert abs(settings.times(loudest + 1)[-1] - 0.5) <= settings.hop / RATE / 2 + 1e-9
    assert settings.frequencies()[-1] == RATE / 2


@pytest.mark.parametrize("settings", SETTINGS)
def test_sound_that_is_too_short_gives_no_column(settings: StftSettings) -> None:
    assert stft(np.zeros(10, np.float32), settings).shape == (settings.bins, 0)


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(DataError, match="no window function"):
        StftSettings(taper="kaiser")
    with pytest.raises(DataError, match="cannot hold"):
        StftSettings(window=2048, fft=1024)
    with pytest.raises(DataError, match="at least 1"):
        StftSettings(hop=0)
    with pytest.raises(DataError, match="is empty"):
        MelSettings(40, 4000, 300)
    with pytest.raises(DataError, match="1 to 40 coefficients"):
        dct(41, 40)
    with pytest.raises(DataError, match="mono"):
        stft(np.zeros((2, 4000), np.float32), StftSettings())


def test_bands_without_a_frequency_are_counted() -> None:
    assert empty_bands(StftSettings(), MelSettings()) == 0
    assert empty_bands(StftSettings(window=128, fft=128), MelSettings(128, 0.0, 8000.0)) > 10


def test_tapers_cannot_be_changed_by_whoever_gets_one() -> None:
    with pytest.raises(ValueError, match="read-only"):
        taper("hann", 16)[0] = 1.0
