"""What is measured of a voice beside its emotion: pitch, loudness, speaking rate, jitter, shimmer, harmonics-to-noise.

Praat computes them (Boersma and Weenink, "Praat: doing phonetics by computer"), by way of ``praat-parselmouth``.  It is
under the GPL 3, so it is an extra that is imported when it is asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.errors import DeskError
from emotion_desk.messages import Samples
from emotion_desk.translatable import translatable

SAMPLE_RATE: Final = 16_000
#: Range in which the pitch of a voice is looked for, in Hz.
LOWEST_HZ, HIGHEST_HZ = 75.0, 600.0
#: Praat needs some periods of the lowest pitch; shorter sounds have no measures.
SHORTEST_S: Final = 0.1
#: A rate of syllables needs this much speech.
_SHORTEST_RATE_S: Final = 0.5
#: Arguments of Praat's jitter and shimmer: shortest and longest period (s), largest ratio of neighbouring periods and,
#: for shimmer, of their amplitudes.  They are Praat's defaults.
_PERIODS: Final = (0.0001, 0.02, 1.3)
_AMPLITUDES: Final = 1.6
#: A syllable's peak of intensity lies at most so far below the loudest (its 99th percentile), after such a dip, in dB
#: (De Jong and Wempe, "Praat script to detect syllable nuclei and measure speech rate automatically", Behavior Research
#: Methods 2009).
_BELOW_TOP_DB, _DIP_DB = 25.0, 2.0
_FORMANTS: Final = 4
_HIGHEST_FORMANT_HZ: Final = 5500.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class VoiceMeasures:
    """Measures of a stretch of speech; NaN where one cannot be known.

    Attributes:
        pitch_hz: median fundamental frequency of the voiced parts.
        pitch_sd_hz: its standard deviation.
        loudness_dbfs: root mean square, in decibels below a full-scale square wave.
        syllables_per_s: speaking rate: syllable nuclei over the length, pauses included.
        jitter: mean difference of neighbouring periods over the mean period (Praat's local jitter), 0 to 1.
        shimmer: mean difference of their amplitudes over the mean amplitude (local shimmer), 0 to 1.
        hnr_db: harmonics-to-noise ratio of the voiced parts, by cross-correlation.
    """

    pitch_hz: float = math.nan
    pitch_sd_hz: float = math.nan
    loudness_dbfs: float = math.nan
    syllables_per_s: float = math.nan
    jitter: float = math.nan
    shimmer: float = math.nan
    hnr_db: float = math.nan


@dataclass(frozen=True, slots=True, eq=False)
class VoiceCurves:
    """Pitch and formants over time.

    Attributes:
        times_s: float64 (n,), from the first sample on.
        pitch_hz: float64 (n,), NaN where the sound is not voiced.
        formants_hz: float64 (4, n), NaN likewise, and where there is no such formant.
    """

    times_s: Floats
    pitch_hz: Floats
    formants_hz: Floats


def load_praat() -> Any:
    """Return the module ``parselmouth``.

    Raises:
        DeskError: the extra is not installed.
    """
    try:
        import parselmouth
    except ImportError as error:
        raise DeskError(
            translatable("Voice measures need the extra 'voice': pip install emotion-desk[voice].")
        ) from error
    return parselmouth


def voice_measures(samples: Samples) -> VoiceMeasures:
    """Return the measures of a stretch of speech.

    Args:
        samples: mono at 16 kHz, float32, -1 to 1.

    Raises:
        DeskError: the extra is not installed.
    """
    praat = load_praat()
    if len(samples) < SHORTEST_S * SAMPLE_RATE or not np.isfinite(samples).all():
        return VoiceMeasures()
    level = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    if level <= 0.0:
        return VoiceMeasures()
    loudness = 20.0 * math.log10(level)
    sound = praat.Sound(samples.astype(np.float64), sampling_frequency=SAMPLE_RATE)
    try:
        pitch = sound.to_pitch(pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
        rate = _syllables(sound, pitch) / sound.duration if sound.duration >= _SHORTEST_RATE_S else math.nan
        voiced = _voiced(pitch)
        if not voiced.size:
            return VoiceMeasures(loudness_dbfs=loudness, syllables_per_s=rate or math.nan)
        jitter, shimmer = _perturbation(praat, sound)
        return VoiceMeasures(
            pitch_hz=float(np.median(voiced)),
            pitch_sd_hz=float(voiced.std()) if voiced.size > 1 else math.nan,
            loudness_dbfs=loudness,
            syllables_per_s=rate or math.nan,
            jitter=jitter,
            shimmer=shimmer,
            hnr_db=_harmonicity(sound),
        )
    except praat.PraatError:  # too short for one of its windows
        return VoiceMeasures(loudness_dbfs=loudness)


def voice_curves(samples: Samples, step_s: float = 0.01) -> VoiceCurves:
    """Return pitch and formants over time.

    Args:
        samples: mono at 16 kHz, float32.
        step_s: from one moment to the next in seconds.

    Raises:
        DeskError: the extra is not installed.
    """
    praat = load_praat()
    nothing = VoiceCurves(np.zeros(0), np.zeros(0), np.zeros((_FORMANTS, 0)))
    if len(samples) < SHORTEST_S * SAMPLE_RATE or not np.any(samples):
        return nothing
    sound = praat.Sound(samples.astype(np.float64), sampling_frequency=SAMPLE_RATE)
    try:
        pitch = sound.to_pitch(time_step=step_s, pitch_floor=LOWEST_HZ, pitch_ceiling=HIGHEST_HZ)
        formants = sound.to_formant_burg(time_step=step_s, maximum_formant=_HIGHEST_FORMANT_HZ)
    except praat.PraatError:
        return nothing
    times = np.asarray(pitch.xs(), np.float64)
    hz = np.asarray(pitch.selected_array["frequency"], np.float64)
    hz[hz <= 0] = np.nan
    rows = [[formants.get_value_at_time(number, time) for time in times] for number in range(1, _FORMANTS + 1)]
    found = np.array(rows, np.float64)
    found[:, np.isnan(hz)] = np.nan
    return VoiceCurves(times, hz, found)


def _voiced(pitch: Any) -> Floats:
    hz = np.asarray(pitch.selected_array["frequency"], np.float64)
    return hz[hz > 0]


def _perturbation(praat: Any, sound: Any) -> tuple[float, float]:
    """Return local jitter and shimmer."""
    points = praat.praat.call(sound, "To PointProcess (periodic, cc)", LOWEST_HZ, HIGHEST_HZ)
    jitter = praat.praat.call(points, "Get jitter (local)", 0.0, 0.0, *_PERIODS)
    shimmer = praat.praat.call([sound, points], "Get shimmer (local)", 0.0, 0.0, *_PERIODS, _AMPLITUDES)
    return float(jitter), float(shimmer)


def _harmonicity(sound: Any) -> float:
    values = np.asarray(sound.to_harmonicity_cc(minimum_pitch=LOWEST_HZ).values, np.float64).ravel()
    known = values[values > -199.0]  # Praat writes -200 where there is no voice
    return float(known.mean()) if known.size else math.nan


def _syllables(sound: Any, pitch: Any) -> int:
    """Return the number of syllable nuclei: voiced peaks of intensity after a dip."""
    intensity = sound.to_intensity(minimum_pitch=LOWEST_HZ)
    levels = np.asarray(intensity.values, np.float64).ravel()
    if levels.size < 3:
        return 0
    least = max(float(np.percentile(levels, 99)) - _BELOW_TOP_DB, float(levels.min()) + _DIP_DB)
    inner = levels[1:-1]
    peaks = np.flatnonzero((inner > levels[:-2]) & (inner >= levels[2:]) & (inner > least)) + 1
    kept: list[int] = []
    for peak in peaks:
        if kept:
            dip = levels[kept[-1] : peak].min()
            if levels[peak] - dip < _DIP_DB or levels[kept[-1]] - dip < _DIP_DB:
                if levels[peak] > levels[kept[-1]]:
                    kept[-1] = int(peak)
                continue
        kept.append(int(peak))
    times = np.asarray(intensity.xs(), np.float64)
    return sum(not math.isnan(pitch.get_value_at_time(float(times[peak]))) for peak in kept)
