"""Tables with rows of several languages: `ds.measures` is a DataFrame, `ds.measures(lang="ru")` a part."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd  # type: ignore[import-untyped]


class FrameOfLanguages(pd.DataFrame):  # type: ignore[misc]
    """A DataFrame that, when it is called, gives its rows in one language; what is made of it is plain."""

    _of: Callable[[str], pd.DataFrame]

    def __call__(self, *, lang: str) -> pd.DataFrame:
        """The rows of the editions in one language, by its code."""
        return self._of(lang)


def of_languages(frame: pd.DataFrame, of: Callable[[str], pd.DataFrame]) -> FrameOfLanguages:
    """A table that `of` gives in one language."""
    result = FrameOfLanguages(frame)
    object.__setattr__(result, "_of", of)
    return result
