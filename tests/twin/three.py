"""Three answers and how they combine: met (True), not met (False), unknown (None). Kleene's tables, drawn out.

Read a table as: the row's answer, the column's answer, what the two give together. An unknown never becomes a yes.
"""

ANSWERS = {"met": True, "not": False, "unknown": None}

BOTH = """
          met      not  unknown
met       met      not  unknown
not       not      not  not
unknown   unknown  not  unknown
"""

EITHER = """
          met  not      unknown
met       met  met      met
not       met  not      unknown
unknown   met  unknown  unknown
"""

OPPOSITE = {True: False, False: True, None: None}


def read(table):
    """The drawn table as a dictionary: (row, column) to answer."""
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {(ANSWERS[row], ANSWERS[column]): ANSWERS[answer] for row, *answers in rows for column, answer in zip(head, answers, strict=True)}


_BOTH, _EITHER = read(BOTH), read(EITHER)


def known(answer):
    """A weighed factor only has to be known."""
    return None if answer is None else True


def all_met(answers):
    """Met when every answer is; not met as soon as one is not; else unknown."""
    together = True
    for answer in answers:
        together = _BOTH[together, answer]
    return together


def any_met(answers):
    """Met as soon as one answer is; not met when none can be; else unknown."""
    together = False
    for answer in answers:
        together = _EITHER[together, answer]
    return together


def opposite(answer):
    """Met turns into not met and back; unknown stays unknown."""
    return OPPOSITE[answer]


def above(value, limit):
    """Whether a number is above a limit: the limit itself is not. Unknown if either is not recorded."""
    return None if value is None or limit is None else value > limit


def at_least(value, limit):
    """Whether a number reaches a limit: the limit itself does. Unknown if either is not recorded."""
    return None if value is None or limit is None else value >= limit


def at_most(value, limit):
    """Whether a number stays within a limit: the limit itself does. Unknown if either is not recorded."""
    return None if value is None or limit is None else value <= limit


def one_of(token, tokens):
    """Whether a recorded answer is one of a list. Unknown if nothing is recorded."""
    return None if token is None else token in tokens


def recorded(value):
    """Whether anything is recorded at all: never unknown."""
    return value is not None
