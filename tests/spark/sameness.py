"""What every other engine is asked: the same bytes of verdict as Polars, and the judge's word for every cell."""

from tuopin.assessment import spark
from tuopin.standard.edition import load
from twin import compare
from twin.cases import case


def assessed_by(session, edition, seed, folder):
    """The register of a batch assessed by Polars and through the session: both results, and the judge's case."""
    asked = case(edition, seed)
    snapshot = compare.frozen(folder / "snapshot", asked.tables)
    polars = compare.assessed(snapshot, load(edition), folder / "polars", asked.paper.year)

    def through_session(run, out, advance):
        return spark.assess(run, out, advance, session=session)

    other = compare.assessed(snapshot, load(edition), folder / "other", asked.paper.year, run=through_session)
    return polars, other, asked


def disagreements(session, edition, seed, folder):
    """Where the session's result is not that of Polars or of the judge; none, if all is well."""
    polars, other, asked = assessed_by(session, edition, seed, folder)
    if other.verdict_digest() != polars.verdict_digest():
        yield f"verdict digest: {other.verdict_digest()} is not Polars' {polars.verdict_digest()}"
    for table in compare.PLACES:
        if not other.table(table).equals(polars.table(table)):
            yield f"{table}: not the table that Polars gives"
    yield from compare.differences(other, asked.judgement, asked.paper)
