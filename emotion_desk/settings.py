"""The user's settings: one JSON file with a schema version, kept between two starts of the program.

The file is replaced atomically, so that a crash leaves no partial file.  Older schemas are migrated version by version.
Settings must never prevent a start: a damaged file is renamed, and the defaults are used.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Annotated, Any, Final

import msgspec

from emotion_desk.atomic_file import sweep, write_atomically
from emotion_desk.catalogue import AUTO, BOTH, DETECTORS, ENGINES, MODES, MULTITASK
from emotion_desk.errors import SettingsError
from emotion_desk.labels import PACES, SMOOTHINGS, USUAL_PACE, USUAL_SMOOTHING
from emotion_desk.plain_file import is_plain, make_private_folder, read_bounded
from emotion_desk.translatable import translatable

#: Version of the file's layout; raise it together with a new entry in :data:`MIGRATIONS`.
SCHEMA: Final = 2
#: Environment variable with the path of another settings file.
CONFIG_VARIABLE: Final = "EMOTION_DESK_CONFIG"
#: Environment variable with the path of another data folder.
DATA_VARIABLE: Final = "EMOTION_DESK_DATA"
#: Version of the first-run notice.  Raise it when the meaning of its text changes; every user then sees it again.
NOTICE_VERSION: Final = 1

THEMES: Final = ("auto", "light", "dark")
#: Languages of the window; the first one is that of the system where it is translated, else English.
LANGUAGES: Final = ("system", "en", "de", "pl")
SYSTEM_LANGUAGE: Final = LANGUAGES[0]
#: Qualities of the recorded picture, from the largest file to the smallest.
RECORD_QUALITIES: Final = ("high", "standard", "small")
#: Streams that a recording keeps.
#: Pictures asked of a camera, width by height in pixels; the driver takes the nearest mode.
CAMERA_SIZES: Final = ("640x480", "800x600", "1280x720", "1920x1080")
#: Frame rates asked of a camera, in Hz.
CAMERA_RATES: Final = (10, 15, 24, 30, 60)
RECORD_KEEPS: Final = ("all", "no-picture", "sound", "readings")

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings; every field has a default.

    Attributes:
        consent: version of the notice that the user agreed to; 0: none.
        camera, microphone: name of the device, ``"none"``, or ``None`` for the system's default.
        geometry, splitter: position and layout of the window, base64.
        record_warn_gb, record_stop_gb: free disk space in GB below which a recording warns and ends.
        detector: what finds faces.
        face_geometry: whether face landmarks are drawn.
        false_accepts: accepted share of strangers who are taken for an enrolled person.
        library_folders: folders searched for sessions besides that of the recordings.
        recent: sessions and files opened last, newest first.
        record_quality: of the recorded picture.
        marker_labels: labels of the keys 1 to 9 while recording.
        record_bytes_per_s: size of the last recording a second, for how long the disk will last; 0: not known.
        quiet_dbfs: sound level below which the window calls a recording too quiet, at most 0.
        show_figures: whether the status bar shows frame rate, latencies and drops.
        coder: name kept with corrected answers; ``None``: the name of the user's account.
        headline_pace: how soon a shown emotion changes.
        camera_size, camera_rate: picture and frame rate asked of a camera.
        sound_output: name of the device that plays sound, ``None`` for the system's default.
        engine: what runs the networks, :data:`~emotion_desk.catalogue.ENGINES`.
        smoothing: how much the emotions of a live run are smoothed.
        economy: answer at most fifteen frames a second.
        language: of the window; commands and files are English.
    """

    consent: int = 0
    camera: str | None = None
    microphone: str | None = None
    mode: str = MULTITASK
    theme: str = "auto"
    repeat_files: bool = False
    last_folder: str | None = None
    snapshot_folder: str | None = None
    geometry: str | None = None
    splitter: str | None = None
    record_folder: str | None = None
    record_keep: str = "all"
    record_warn_gb: float = 5.0
    record_stop_gb: float = 1.0
    detector: str = BOTH
    face_geometry: bool = False
    false_accepts: float = 0.01
    library_folders: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()
    coder: str | None = None
    record_quality: str = "standard"
    marker_labels: tuple[str, ...] = ()
    record_bytes_per_s: float = 0.0
    quiet_dbfs: float = -45.0
    show_figures: bool = False
    headline_pace: str = USUAL_PACE
    language: str = SYSTEM_LANGUAGE
    camera_size: str = CAMERA_SIZES[0]
    camera_rate: int = 30
    sound_output: str | None = None
    engine: str = AUTO
    smoothing: str = USUAL_SMOOTHING
    economy: bool = False

    @property
    def consented(self) -> bool:
        """Return whether the user agreed to the present notice."""
        return self.consent >= NOTICE_VERSION

    @property
    def camera_pixels(self) -> tuple[int, int]:
        """Return width and height asked of a camera."""
        width, _by, height = self.camera_size.partition("x")
        return int(width), int(height)


def _flatten_devices(raw: Raw) -> Raw:
    """Migrate schema 1, which had the devices in an object of their own and consent as a boolean."""
    devices = raw.pop("devices", None)
    if isinstance(devices, dict):
        raw.setdefault("camera", devices.get("camera"))
        raw.setdefault("microphone", devices.get("microphone"))
    if isinstance(raw.get("consent"), bool):
        raw["consent"] = 1 if raw["consent"] else 0
    return raw


#: From each schema to the next one.
MIGRATIONS: Final[dict[int, Callable[[Raw], Raw]]] = {1: _flatten_devices}


def settings_path() -> Path:
    """Return the path of the settings file: ``EMOTION_DESK_CONFIG``, or one in the user's configuration folder."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("emotion-desk", appauthor=False)) / "settings.json"


def data_folder() -> Path:
    """Return the folder for data other than settings: ``EMOTION_DESK_DATA`` or the user's data folder."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("emotion-desk", appauthor=False))


def migrate(raw: Raw) -> Raw:
    """Migrate the content of a settings file to the present schema.

    Raises:
        SettingsError: the schema is missing, or newer than this program.
    """
    schema = raw.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise SettingsError(translatable("The settings file names no schema version."))
    if schema > SCHEMA:
        raise SettingsError(translatable("The settings file was written by a newer Emotion Desk."))
    while schema < SCHEMA:
        raw = MIGRATIONS[schema](dict(raw))
        schema += 1
    return raw | {"schema": SCHEMA}


def from_raw(raw: Raw) -> Settings:
    """Return settings from a file's content; unknown names are ignored, invalid values replaced by the default.

    A number must be finite and in its range, a text must be valid Unicode.
    """
    kinds = _kinds()
    good: Raw = {}
    for name in (field.name for field in fields(Settings)):
        with suppress(ValueError, OverflowError, RecursionError, KeyError):  # msgspec's errors are ValueErrors
            value = msgspec.convert(raw[name], kinds.get(name, str | None))
            if isinstance(value, str) and not _is_unicode(value):
                continue
            if isinstance(value, list):
                value = tuple(each for each in value if isinstance(each, str) and _is_unicode(each))
            if value in _CHOICES.get(name, (value,)):
                good[name] = value
    return Settings(**good)


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_CHOICES: Final = {
    "theme": THEMES,
    "mode": MODES,
    "record_keep": RECORD_KEEPS,
    "record_quality": RECORD_QUALITIES,
    "headline_pace": PACES,
    "detector": DETECTORS,
    "language": LANGUAGES,
    "camera_size": CAMERA_SIZES,
    "camera_rate": CAMERA_RATES,
    "engine": ENGINES,
    "smoothing": SMOOTHINGS,
}
_GB = Annotated[float, msgspec.Meta(ge=0, lt=1e6)]


def _kinds() -> dict[str, Any]:
    """Return the type of each field that is not a text or nothing.

    "More than zero" is written as the smallest normal number: msgspec compares with a denormal one, which counts as
    zero in a thread that flushes those.
    """
    return dict.fromkeys(_CHOICES, str) | {
        "camera_rate": int,
        "consent": Annotated[int, msgspec.Meta(ge=0, lt=1000)],
        "repeat_files": bool,
        "record_warn_gb": _GB,
        "record_stop_gb": _GB,
        "face_geometry": bool,
        "false_accepts": Annotated[float, msgspec.Meta(ge=sys.float_info.min, le=0.5)],
        "library_folders": list[Any],
        "recent": list[Any],
        "marker_labels": list[Any],
        "show_figures": bool,
        "economy": bool,
        "record_bytes_per_s": Annotated[float, msgspec.Meta(ge=0, lt=1e12)],
        "quiet_dbfs": Annotated[float, msgspec.Meta(ge=-120, le=0)],
    }


#: Name of the file if ``EMOTION_DESK_CONFIG`` is a folder.
FILE: Final = "settings.json"
#: A larger file is no settings file.
_MOST_BYTES: Final = 1_000_000


class SettingsFile:
    """Loads, holds and saves the settings; ``message`` is a sentence for the user if the file could not be used.

    Example:
        >>> file = SettingsFile(Path("/tmp/emotion-desk-example.json"))
        >>> file.change(theme="dark").theme
        'dark'
    """

    def __init__(self, path: Path | None = None) -> None:
        named = path if path is not None else settings_path()
        self.path = named / FILE if os.path.isdir(named) else named  # noqa: PTH112 - never raises
        self.message: str | None = None
        self._is_unreadable = False
        self.values = self._load()
        sweep(self.path.parent)

    def change(self, **changes: object) -> Settings:
        """Change some values in memory and return the new settings; :meth:`save` writes them."""
        self.values = replace(self.values, **changes)  # type: ignore[arg-type]
        return self.values

    def save(self) -> None:
        """Replace the file.

        Raises:
            SettingsError: the folder or the file cannot be written, or a file is there that could not be read.
        """
        if self._is_unreadable:
            raise SettingsError(
                translatable("The settings are not saved, because what is in {path} could not be read.", path=self.path)
            )
        text = json.dumps({"schema": SCHEMA} | asdict(self.values), indent=2, ensure_ascii=False) + "\n"
        try:
            make_private_folder(self.path.parent)
            # The window writes them at each change and must not wait for a disk; a power cut costs the last change.
            write_atomically(self.path, text, durable=False)
        except OSError as error:
            raise SettingsError(
                translatable(
                    "The settings could not be saved to {path}: {reason}.", path=self.path, reason=error.strerror
                )
            ) from error

    def _load(self) -> Settings:
        try:
            # A link is followed: settings are the user's own, and often kept elsewhere and linked.
            text = read_bounded(Path(os.path.realpath(self.path)), _MOST_BYTES).decode()
        except (FileNotFoundError, NotADirectoryError):
            return Settings()
        except OSError as error:
            self._is_unreadable = True
            self.message = f"The settings file {self.path} cannot be read ({error.strerror}); the defaults are used."
            return Settings()
        except UnicodeDecodeError:
            return self._rename_damaged("is damaged")
        try:
            raw = json.loads(text)
            if not isinstance(raw, dict):
                return self._rename_damaged("is damaged")
            return from_raw(migrate(raw))
        except (ValueError, RecursionError, OverflowError, TypeError, AttributeError):
            return self._rename_damaged("is damaged")
        except SettingsError as error:
            return self._rename_damaged(f"cannot be used ({str(error).rstrip('.')})")

    def _rename_damaged(self, why: str) -> Settings:
        """Rename the file, set the message, and return the defaults."""
        if not is_plain(self.path):
            self.message = f"The settings file {self.path} {why}; the defaults are used."
            return Settings()
        renamed = self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}")
        try:
            self.path.replace(renamed)
        except OSError:
            self.message = f"The settings file {self.path} {why}; the defaults are used."
        else:
            self.message = f"The settings file {why}; it was renamed to {renamed} and the defaults are used."
        return Settings()
