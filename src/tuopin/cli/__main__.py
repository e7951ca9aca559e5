"""`python -m tuopin.cli` is the same door."""

from tuopin.cli import main

if __name__ == "__main__":  # a second process that starts anew reads this file again
    main()
