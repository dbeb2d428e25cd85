"""The table of enrolled people: picture, name, and what is known of their face and voice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from emotion_desk.people.embedder_ids import Embedders
from emotion_desk.people.person_records import MODALITIES, Person
from emotion_desk.ui.language import mark, tr

_COLUMNS: Final = (mark("Name"), mark("Face"), mark("Voice"), mark("Enrolled"))
_KEY: Final = Qt.ItemDataRole.UserRole


class PeopleList(QTreeWidget):
    """A row for each person; several can be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Enrolled people"))
        self.setColumnCount(len(_COLUMNS))
        self.setHeaderLabels([tr(title) for title in _COLUMNS])
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setStretchLastSection(False)

    def fill(self, people: Iterable[Person], made_by: Embedders) -> None:
        """Show these people; who was chosen stays chosen.

        Args:
            people: in their order.
            made_by: the networks in use; samples of others do not count.
        """
        chosen = self.chosen_keys()
        self.clear()
        for person in people:
            samples = (_samples(person, modality, made_by) for modality in MODALITIES)
            item = QTreeWidgetItem([person.name, *samples, person.added[:10]])
            item.setData(0, _KEY, person.key)
            if person.thumbnail is not None:
                pixmap = QPixmap()
                pixmap.loadFromData(person.thumbnail)
                item.setIcon(0, QIcon(pixmap))
            self.addTopLevelItem(item)
            item.setSelected(person.key in chosen)

    def chosen_keys(self) -> set[str]:
        """Return the keys of the chosen people."""
        return {item.data(0, _KEY) for item in self.selectedItems()}


def _samples(person: Person, modality: str, made_by: Embedders) -> str:
    """Return number and quality of the samples; those of other networks cannot be used."""
    model = made_by.get(modality)
    usable = person.of(modality, model) if model is not None else ()
    if usable:
        return tr(
            "{count}, quality {share:.0f} %",
            count=len(usable),
            share=100 * sum(one.quality for one in usable) / len(usable),
        )
    stale = len(person.of(modality))
    return tr("{stale}, of another network: enrol again", stale=stale) if stale else tr("none")
