"""The same criteria through Spark Connect on Sail, a server without Java: the same verdicts, to the byte. Clauses P0, R3d."""

import pyspark
import pytest
from pysail.spark import SparkConnectServer
from pyspark.sql import SparkSession

from spark.sameness import disagreements
from twin.cases import EDITIONS, batch_name

pytest.importorskip("grpc", reason="Spark Connect's client needs pyspark[connect] and pandas below 3", exc_type=ImportError)
pytestmark = pytest.mark.skipif(
    tuple(map(int, pyspark.__version__.split(".")[:2])) >= (4, 3), reason="Sail 0.7.2 drops the sessions of the PySpark 4.3 client; 4.0 to 4.2 are served"
)

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
