"""Figure of the width of an A4 page with the common fonts and colours, saved as PNG and SVG.

Pyplot is not used: it looks for a display and keeps a reference to every figure.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Final

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.image import AxesImage

from emotion_desk.atomic_file import atomic_path
from emotion_desk.crash_log import printable
from emotion_desk.errors import DeskError
from emotion_desk.fonts import runs

#: Text width of an A4 page in inches.
WIDTH: Final = 6.9
_DPI: Final = 200
#: Typed ``Any``: matplotlib's types enumerate the settings, and differ between releases.
_STYLE: Any = {
    "font.size": 9.0,
    "axes.titlesize": 9.5,
    "axes.labelsize": 9.0,
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.labelsize": 8.0,
    "ytick.labelsize": 8.0,
    "legend.fontsize": 8.0,
    "legend.frameon": False,
    "lines.linewidth": 0.9,
    "figure.facecolor": "white",
    "svg.fonttype": "none",
    "svg.hashsalt": "emotion-desk",
    "path.simplify_threshold": 0.5,
}
#: Line colours, colour-blind safe (Okabe and Ito).
BLUE, ORANGE, GREEN, GREY = "#0072B2", "#D55E00", "#009E73", "#6B7280"
#: Colour map of levels; its lightness increases monotonically, so that it prints in grey.
LOUDNESS: Final = "magma"
#: Colour map of signed values.
SIGNED: Final = "RdBu_r"


def families(text: str) -> list[str]:
    """Return the fonts that have the characters of a text; the first one is matplotlib's own.

    Matplotlib takes each character from the first of them that has it.
    """
    found = ["DejaVu Sans"]
    try:
        files = dict.fromkeys(file for file, _ in runs(text))
    except DeskError:  # this installation lacks the fonts
        return found
    # The fonts have one weight; matplotlib would warn on the terminal wherever a title is bold.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    for file in files:
        fontManager.addfont(file)
        found.append(FontProperties(fname=str(file)).get_name())
    return found


class FigureSheet:
    """A figure with a grid of axes; a context manager, because the style applies while drawing.

    Args:
        title: of the figure.
        height: in inches.
        layout: names of axes as for ``Figure.subplot_mosaic``.
        ratios: keyword arguments of the grid, for example ``width_ratios``.
    """

    def __init__(self, title: str, height: float, layout: list[list[str]], **ratios: Any) -> None:
        self._style = rc_context(_STYLE | {"font.family": families(title)})
        self._title, self._height, self._ratios = printable(title), height, ratios
        self._layout: Any = layout
        self.figure = Figure()
        self.axes: dict[str, Axes] = {}

    def __enter__(self) -> FigureSheet:
        self._style.__enter__()
        self.figure = Figure(figsize=(WIDTH, self._height), dpi=_DPI, layout="constrained")
        title = " ".join(self._title.split())  # names of files may hold tabs and line breaks
        self.figure.suptitle(title, x=0.01, ha="left", fontsize=10.5, fontweight="bold")
        self.axes = dict(self.figure.subplot_mosaic(self._layout, **self._ratios))
        return self

    def __exit__(self, *_: object) -> None:
        self._style.__exit__(None, None, None)

    def add_colorbar(self, image: AxesImage, name: str, label: str) -> None:
        """Add a colour bar beside the axes ``name``."""
        self.figure.colorbar(image, ax=self.axes[name], label=label, pad=0.015, fraction=0.06)

    def save(self, stem: Path) -> list[Path]:
        """Write ``stem.png`` and ``stem.svg``.

        Raises:
            DeskError: a file cannot be written.
        """
        files = [stem.with_name(f"{stem.name}.png"), stem.with_name(f"{stem.name}.svg")]
        for file in files:
            self.save_as(file)
        return files

    def save_as(self, file: Path) -> None:
        """Write one file, PNG or SVG according to its suffix.

        Raises:
            DeskError: the file cannot be written.
        """
        is_svg = file.suffix.lower() == ".svg"
        canvas: Any = FigureCanvasSVG(self.figure) if is_svg else FigureCanvasAgg(self.figure)
        try:
            with rc_context(_STYLE), atomic_path(file, durable=False) as temporary:
                # Not ``savefig``: it draws and lays out the figure twice for each file.
                if is_svg:
                    canvas.print_svg(temporary, metadata={"Date": None})
                else:
                    canvas.print_png(temporary)
            self.figure.set_layout_engine("none")  # what was laid out once stays where it is
        except OSError as error:
            raise DeskError(f"The figure could not be written to '{file}': {error.strerror or error}.") from error
