"""Random layouts: the table read equals the table laid out."""

from hypothesis import HealthCheck, given, seed, settings

from pipeline.check import contradictions
from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.extract.pdf.reader import read_content
from pipeline.publish.validation import dataset_problems
from pipeline.run.assembling import merge
from tests.factory.layouts import layouts
from tests.scoring import score


@seed(2)  # the suite must say the same each time; wider searches are run by hand
@settings(
    max_examples=60,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(layouts())
def test_the_table_read_is_the_table_laid_out(layout):
    """And what is written of it is accepted."""
    pages = read_content(layout.pdf, name="layout.pdf")
    edition = compose_edition(pages, SourceFile(name="layout.pdf", sha256="0" * 64))
    areas = {"structure", "texts", "inheritance", "glyphs"}
    assert [each for each in score(edition, layout.expected).differences if each.area in areas] == []
    dataset = merge([edition])
    assert [*dataset_problems(dataset), *contradictions(dataset)] == []
