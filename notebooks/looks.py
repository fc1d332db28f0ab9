"""How the notebooks' pictures look: one palette, one hand, Kazakh letters everywhere.

DejaVu Sans comes with matplotlib and has every Kazakh letter, so pictures are the same on every machine.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

INK, SOFT, FAINT, PAPER = "#1F2A36", "#6B7785", "#E4E8EC", "#FFFFFF"
BLUE, ORANGE, TEAL, PLUM, RED = "#2B5C8A", "#D9822B", "#3B8E7E", "#7D6499", "#B5443C"
BLUES = LinearSegmentedColormap.from_list("blues", ["#F1F5F9", "#A9C3DB", BLUE, "#173A5C"])

_OF_STAGES = (ORANGE, BLUE, TEAL, PLUM)

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


@dataclass(frozen=True)
class Stage:
    """A stage (кезең) of a plan as pictures show it; number 0 stands for a plan without stages."""

    number: int
    name: str
    colour: str
    start: dt.date | None
    end: dt.date | None


def stages_of(measures: pd.DataFrame) -> dict[int, Stage]:
    """The stages of an edition's measures by their numbers, in order; `number_of_stage` finds them."""
    rows = (
        measures[["stage_number", "stage_start", "stage_end"]].drop_duplicates().sort_values("stage_number")
    )
    stages = {}
    for place, (number, start, end) in enumerate(rows.itertuples(index=False)):
        known = None if pd.isna(number) else int(number)
        years = f" ({start.year}–{end.year})" if pd.notna(start) and pd.notna(end) else ""
        stages[known or 0] = Stage(
            number=known or 0,
            name=f"stage {known}{years}" if known else "outside of stages" if len(rows) > 1 else "the plan",
            colour=_OF_STAGES[place % len(_OF_STAGES)] if known else BLUE,
            start=start if pd.notna(start) else None,
            end=end if pd.notna(end) else None,
        )
    return stages


def number_of_stage(stage_number: object) -> int:
    """The key of `stages_of` for a value of `stage_number`: 0 for null."""
    return 0 if pd.isna(stage_number) else int(stage_number)
