"""`python -m tuopin.cli` is the same door."""

from tuopin.cli import main

main()
