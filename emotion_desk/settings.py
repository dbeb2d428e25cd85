"""What the desk remembers between two starts: one small JSON file with a schema version.

The file is read once at the start and written whole, beside itself and then renamed, so that a crash never leaves
half a file.  An older schema is brought up step by step; a file that cannot be understood is put aside under another
name and the defaults are used, because settings must never be the reason that the desk does not start.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from emotion_desk.atomic_file import write_atomically
from emotion_desk.catalogue import MODES, MULTITASK
from emotion_desk.errors import SettingsError
from emotion_desk.plain_file import is_plain, make_private_folder

#: Version of the file's layout; raise it together with a new entry in :data:`MIGRATIONS`.
SCHEMA: Final = 2
#: Names the file to use instead of the one in the user's configuration folder.
CONFIG_VARIABLE: Final = "EMOTION_DESK_CONFIG"
#: Names the folder to use instead of the user's data folder.
DATA_VARIABLE: Final = "EMOTION_DESK_DATA"
#: Version of the first-run notice; raise it when its text says something new, and everyone is asked again.
NOTICE_VERSION: Final = 1

THEMES: Final = ("auto", "light", "dark")
#: What a recording keeps.
RECORD_KEEPS: Final = ("all", "no-picture", "sound", "readings")

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is kept; every field has a default that works.

    ``consent`` is the version of the notice that was agreed to (0: none).  ``camera`` and ``microphone`` are device
    names, ``"none"`` or ``None`` for the system's own choice.  ``record_warn_gb`` and ``record_stop_gb`` are the
    free room on the disk below which a recording warns and ends.  ``false_accepts`` is the share of strangers that may
    be taken for somebody enrolled.  ``geometry`` is the window's place as base64.
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
    face_geometry: bool = False
    false_accepts: float = 0.01

    @property
    def consented(self) -> bool:
        """Return whether the present notice was agreed to."""
        return self.consent >= NOTICE_VERSION


def _flatten_devices(raw: Raw) -> Raw:
    """Schema 1 kept the devices in an object of their own and consent as yes or no."""
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
    """Return where the settings are kept: ``EMOTION_DESK_CONFIG`` or the user's configuration folder."""
    named = os.environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_config_dir("emotion-desk", appauthor=False)) / "settings.json"


def data_folder() -> Path:
    """Return where the desk keeps what is no setting: ``EMOTION_DESK_DATA`` or the user's data folder."""
    named = os.environ.get(DATA_VARIABLE)
    if named:
        return Path(named).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("emotion-desk", appauthor=False))


def migrate(raw: Raw) -> Raw:
    """Bring a file's content to the present schema.

    Raises:
        SettingsError: the schema is missing, or newer than this program.
    """
    schema = raw.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool) or schema < 1:
        raise SettingsError("The settings file names no schema version.")
    if schema > SCHEMA:
        raise SettingsError("The settings file was written by a newer Emotion Desk.")
    while schema < SCHEMA:
        raw = MIGRATIONS[schema](dict(raw))
        schema += 1
    return raw | {"schema": SCHEMA}


def from_raw(raw: Raw) -> Settings:
    """Build settings from a file's content; unknown names are ignored, values of a wrong kind stay at their default."""
    kinds: dict[str, type] = {"consent": int, "repeat_files": bool, "record_warn_gb": float, "record_stop_gb": float}
    kinds |= {"face_geometry": bool, "false_accepts": float}
    choices = {"theme": THEMES, "mode": MODES, "record_keep": RECORD_KEEPS}
    good: Raw = {}
    for name in (field.name for field in fields(Settings)):
        if name not in raw:
            continue
        value = raw[name]
        kind = kinds.get(name, str)
        if kind is float and type(value) is int and value >= 0:
            value = float(value)
        nullable = kind is str and name not in choices
        if (value is None and nullable) or (type(value) is kind and value in choices.get(name, (value,))):
            good[name] = value
    return Settings(**good)


#: Name of the file where a folder is named for the settings.
FILE: Final = "settings.json"


class SettingsFile:
    """Loads, holds and saves the settings; ``message`` tells in one sentence if the file had to be put aside.

    Example:
        >>> kept = SettingsFile(Path("/tmp/emotion-desk-example.json"))
        >>> kept.change(theme="dark").theme
        'dark'
    """

    def __init__(self, path: Path | None = None) -> None:
        named = path if path is not None else settings_path()
        self.path = named / FILE if os.path.isdir(named) else named  # noqa: PTH112 - never raises
        self.message: str | None = None
        self.values = self._load()

    def change(self, **changes: object) -> Settings:
        """Change some values in memory and return the new settings; :meth:`save` writes them."""
        self.values = replace(self.values, **changes)  # type: ignore[arg-type]
        return self.values

    def save(self) -> None:
        """Write the file whole.

        Raises:
            SettingsError: the folder or the file cannot be written.
        """
        text = json.dumps({"schema": SCHEMA} | asdict(self.values), indent=2, ensure_ascii=False) + "\n"
        try:
            make_private_folder(self.path.parent)
            write_atomically(self.path, text)
        except OSError as error:
            raise SettingsError(f"The settings could not be saved to {self.path}: {error.strerror}.") from error

    def _load(self) -> Settings:
        try:
            text = self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings()
        except OSError as error:
            self.message = f"The settings file {self.path} cannot be read ({error.strerror}); the defaults are used."
            return Settings()
        except UnicodeDecodeError:
            return self._put_aside("is damaged")
        try:
            raw = json.loads(text)
            if not isinstance(raw, dict):
                return self._put_aside("is damaged")
            return from_raw(migrate(raw))
        except (ValueError, RecursionError, OverflowError, TypeError, AttributeError):
            return self._put_aside("is damaged")
        except SettingsError as error:
            return self._put_aside(f"cannot be used ({str(error).rstrip('.')})")

    def _put_aside(self, why: str) -> Settings:
        if not is_plain(self.path):
            self.message = f"The settings file {self.path} {why}; the defaults are used."
            return Settings()
        aside = self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}")
        try:
            self.path.replace(aside)
        except OSError:
            self.message = f"The settings file {self.path} {why}; the defaults are used."
        else:
            self.message = f"The settings file {why}; it was put aside as {aside} and the defaults are used."
        return Settings()
