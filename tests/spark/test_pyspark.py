"""The same criteria on a real local Spark: the same verdicts, to the byte, as on Polars and by the judge. Clauses P0, R3d."""

import pytest
from pyspark.sql import SparkSession

from spark.sameness import disagreements
from twin.cases import BATCHES, batch_name, case


@pytest.fixture(scope="module")
def session():
    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "4", "spark.driver.memory": "2g", "spark.log.level": "ERROR"}
    builder = SparkSession.builder.master("local[2]").appName("tuopin twin")
    spark = builder.config(map=settings).getOrCreate()
    yield spark
    spark.stop()


def test_the_batches_hold_a_hundred_thousand_households():
    assert sum(len(case(*batch).judgement.households) for batch in BATCHES) >= 100_000


@pytest.mark.parametrize(("edition", "seed"), BATCHES, ids=batch_name)
def test_spark_polars_and_judge_agree(session, edition, seed, tmp_path):
    assert list(disagreements(session, edition, seed, tmp_path)) == []
