"""The whole check of an office's record. Clauses R3c, W4b."""

from collections.abc import Callable, Iterator, Sequence

from django.apps import apps
from django.db import connection

from tuopin.common.keys import keys
from tuopin.common.words import Words
from tuopin.ledger.checking.acts import acts
from tuopin.ledger.checking.doors import doors
from tuopin.ledger.checking.finding import Finding, checks
from tuopin.ledger.checking.published import head_and_known, published
from tuopin.ledger.guards import BEHIND_AN_ACT
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.sequencer import ITSELF, Log
from tuopin.settings.scope import acting

LOG, ACTS, DOORS = (
    Words("已公布的日志：签名、一致、全部重算", "the published log: signatures, consistency, all computed again"),
    Words("每个行为：承诺、接续、时间", "each act: commitment, chain, time"),
    Words("数据库的门：触发器、函数、行级安全", "the database's doors: triggers, functions, row-level security"),
)
Said = Callable[[Words], None]


def verify(
    log: Log, *, earlier: Sequence[str] = (), said: Said = lambda _: None, told: Callable[[int], None] = lambda _: None
) -> Iterator[Finding]:
    """Every fault of log and database, one by one; none is a clean record. `said` hears which check begins, `told` of entries done."""
    tiles = Tiles(log.folder)
    with acting(ITSELF), connection.cursor() as cursor:
        text, known = head_and_known(cursor, tiles)
    with acting(ITSELF), connection.cursor() as cursor:
        said(LOG)
        yield from published(cursor, tiles, log.signer.verifier, text=text, known=known, earlier=earlier, told=told)
        said(ACTS)
        yield from acts(cursor, keys())
        said(DOORS)
        yield from doors(cursor, behind_acts=_behind_acts(), scoped=_scoped())
        for words, check in checks().values():
            said(words)
            yield from check(cursor)


def _behind_acts() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Tables whose models say that only acts write them."""
    return {model._meta.db_table: BEHIND_AN_ACT for model in apps.get_models() if getattr(model, "behind_acts", False)}  # noqa: SLF001


def _scoped() -> frozenset[str]:
    """Tables whose models say that places divide them."""
    return frozenset(model._meta.db_table for model in apps.get_models() if getattr(model, "scoped_by", None))  # noqa: SLF001
