"""What a person should look at: the kinds of finding, each declared once in `registry/findings.yml`.

A parser of words knows what it did not understand but not where the words stand: it gives a `Remark`. The
road adds the place and makes it a row of the published table `findings`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A finding without its place.

    Attributes:
        code: one of the codes of `registry/findings.yml`, which gives its severity and meaning.
        message: one plain sentence for a person: what was found, what was expected.
        candidates: the values between which the text alone could not decide, if there were any.
    """

    code: str
    message: str
    candidates: tuple[str, ...] = ()
