"""A checkpoint is three lines, written in one way only (C2SP tlog-checkpoint)."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.checkpoint import Checkpoint, follows, parse

HASH = "A" * 43 + "="


@settings(deadline=None)
@given(st.integers(0, 2**63 - 1), st.binary(min_size=32, max_size=32))
def test_a_checkpoint_reads_back(size, root):
    head = Checkpoint("log.example/tuopin", size, root)
    assert parse(head.body) == head


def test_further_lines_are_kept():
    body = f"log.example\n3\n{HASH}\nmore\n"
    assert parse(body).body == body


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ("", "checkpoint:"),
        (f"log.example\n3\n{HASH}", "checkpoint:"),
        (f"\n3\n{HASH}\n", "checkpoint:"),
        (f"log.example\n3\n{HASH}\n\nmore\n", "checkpoint:"),
        (f"log.example\n03\n{HASH}\n", "line 2: a decimal"),
        (f"log.example\n-3\n{HASH}\n", "line 2: a decimal"),
        (f"log.example\n+3\n{HASH}\n", "line 2: a decimal"),
        (f"log.example\n３\n{HASH}\n", "line 2: a decimal"),
        (f"log.example\n9223372036854775808\n{HASH}\n", "line 2: a decimal"),
        ("log.example\n3\nAAAA\n", "line 3: a hash is 32 bytes"),
        (f"log.example\n3\n{HASH[:-1]}\n", "line 3: not proper Base64"),
        (f"log.example\n3\n{HASH[:-2]}B=\n", "line 3: not proper Base64"),
    ],
)
def test_anything_else_is_refused(body, where):
    with pytest.raises(Broken, match=where):
        parse(body)


def test_the_first_checkpoint_follows_nothing():
    assert follows(None, Checkpoint("log.example", 0, bytes(32))) is None
