"""Hook of the build: a wheel carries weights and assets; an editable installation reads those of the checkout."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

#: Folders of the checkout, and where they lie in a wheel (:mod:`emotion_desk.resources`).
SHIPPED = {"models": "emotion_desk/shipped/models", "assets": "emotion_desk/shipped/assets"}


class ShippedFolders(BuildHookInterface):  # type: ignore[misc]
    """Add the folders to wheels, not to editable installations, where a copy would never be read."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders.

        Args:
            version: ``standard`` or ``editable``.
            build_data: what hatchling builds from.
        """
        if version == "standard":
            build_data["force_include"].update(SHIPPED)
