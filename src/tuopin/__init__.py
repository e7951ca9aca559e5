"""Tuopin (脱贫): a poverty-exit mechanism, from the register to a verified, explainable exit."""

VERSION = "0.2.0"
