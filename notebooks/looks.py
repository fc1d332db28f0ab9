"""How the notebooks' pictures look: one palette, one hand, Kazakh letters everywhere.

DejaVu Sans comes with matplotlib and has every Kazakh letter, so pictures are the same on every machine.
"""

from __future__ import annotations

import textwrap

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

INK, SOFT, FAINT, PAPER = "#1F2A36", "#6B7785", "#E4E8EC", "#FFFFFF"
BLUE, ORANGE, TEAL, PLUM, RED = "#2B5C8A", "#D9822B", "#3B8E7E", "#7D6499", "#B5443C"
BLUES = LinearSegmentedColormap.from_list("blues", ["#F1F5F9", "#A9C3DB", BLUE, "#173A5C"])

# kinds of bodies, as they are told apart in every picture
FAMILIES = {
    "central government": BLUE,
    "local bodies": ORANGE,
    "institutes, parties, NGOs": TEAL,
    "other": PLUM,
}
_FAMILY_OF = {
    "ministry": "central government",
    "agency": "central government",
    "committee": "central government",
    "local_executive": "local bodies",
    "local_representative": "local bodies",
    "institute": "institutes, parties, NGOs",
    "party": "institutes, parties, NGOs",
    "ngo": "institutes, parties, NGOs",
    "company": "institutes, parties, NGOs",
}
_FAMILY_OF_GROUP = {
    "local-executive-bodies": "local bodies",
    "non-governmental-organizations": "institutes, parties, NGOs",
}


def use() -> None:
    """Sets the looks for all pictures that follow."""
    mpl.rcParams.update(
        {
            "font.family": "DejaVu Sans",
            "font.size": 9,
            "figure.dpi": 120,
            "savefig.dpi": 120,
            "figure.facecolor": PAPER,
            "axes.facecolor": PAPER,
            "axes.edgecolor": SOFT,
            "axes.labelcolor": SOFT,
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": 0.6,
            "axes.axisbelow": True,
            "text.color": INK,
            "xtick.color": SOFT,
            "ytick.color": INK,
            "xtick.major.width": 0.6,
            "ytick.major.width": 0.0,
            "grid.color": FAINT,
            "grid.linewidth": 0.8,
            "legend.frameon": False,
            "figure.constrained_layout.use": True,
            "text.hinting": "no_hinting",
        }
    )


def headline(figure: Figure, title: str, subtitle: str = "", *, x: float = 0.0, gap_in: float = 0.16) -> None:
    """A title that says what there is to see, and below it in grey what is drawn.

    Both stand above everything else; `gap_in` inches part them from it.
    """
    height = figure.get_figheight()
    lines = subtitle.count("\n") + 1 if subtitle else 0
    base = 1 + gap_in / height
    figure.text(x, base, subtitle, color=SOFT, fontsize=9, va="bottom", linespacing=1.35)
    figure.text(x, base + (lines * 0.175 + 0.06) / height, title, fontsize=13, fontweight="bold", va="bottom")


def bare(axes: Axes) -> None:
    """No frame and no ticks: for maps and matrices."""
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def family(agency_id: str, agency_type: str) -> str:
    """Which kind of body it is: a key of `FAMILIES`."""
    return _FAMILY_OF.get(agency_type) or _FAMILY_OF_GROUP.get(agency_id, "other")


def wrapped(text: str, width: int = 40, lines: int = 2) -> str:
    """The text on at most so many lines of at most so many characters, `…` where it goes on."""
    return "\n".join(textwrap.wrap(text, width, max_lines=lines, placeholder=" …"))
