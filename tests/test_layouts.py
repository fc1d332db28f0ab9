"""Random layouts: the table read equals the table laid out."""

from hypothesis import HealthCheck, given, settings

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.extract.reader import read_content
from tests.factory.layouts import layouts
from tests.scoring import score

SETTINGS = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,  # the suite must say the same each time; wider searches are run by hand
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def differences(layout):
    pages = read_content(layout.pdf, name="layout.pdf")
    dataset = compose_edition(pages, SourceFile(name="layout.pdf", sha256="0" * 64))
    result = score(dataset, layout.expected)
    return [d for d in result.differences if d.area in {"structure", "texts", "inheritance", "glyphs"}]


@SETTINGS
@given(layouts())
def test_the_table_read_is_the_table_laid_out(layout):
    assert differences(layout) == []
