"""What the register keeps: versions of facts, changes with their reasons, imports that wait, lists of other departments."""

from tuopin.register.models.batch import Batch, BatchProblem, BatchVillage
from tuopin.register.models.change import Change, Link, Successor
from tuopin.register.models.cross_list import CrossList, CrossListRow
from tuopin.register.models.privacy import Erasure, Read, Reveal
from tuopin.register.models.staged import STAGED
from tuopin.register.models.versions import VERSIONS

globals().update({model.__name__: model for model in (*VERSIONS.values(), *STAGED.values())})

__all__ = [
    "STAGED",
    "VERSIONS",
    "Batch",
    "BatchProblem",
    "BatchVillage",
    "Change",
    "CrossList",
    "CrossListRow",
    "Erasure",
    "Link",
    "Read",
    "Reveal",
    "Successor",
]
