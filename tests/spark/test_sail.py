"""The same criteria through Spark Connect on Sail, a server without Java: the same verdicts, to the byte. Clauses P0, R3d."""

import pytest
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

from spark.sameness import disagreements
from twin.cases import EDITIONS, batch_name


@pytest.fixture(scope="module")
def session():
    server = SparkConnectServer()
    server.start(background=True)
    _, port = server.listening_address
    spark = SparkSession.builder.remote(f"sc://localhost:{port}").getOrCreate()
    yield spark
    spark.stop()
    server.stop()


@pytest.mark.parametrize("edition", EDITIONS, ids=batch_name)
def test_sail_polars_and_judge_agree(session, edition, tmp_path):
    assert list(disagreements(session, edition, 1, tmp_path)) == []
