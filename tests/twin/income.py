"""What a household's net income of a year is, in fen: the four kinds of income, less what does not count, less production cost.

As on the income sheet a helper fills with the householder. A figure that is needed and not written down makes the whole unknown.
"""

from twin.three import all_met, one_of

FOUR_KINDS = ("wage_income", "business_income", "property_income", "transfer_income")


def net_income(year, rules):
    """Net income of the year (a row of the register, `{}` if there is none), by an edition's rules of income.

    Where none of the four kinds is written down and the edition allows it, the net income the register holds is taken: of the
    household, or else per head times members. Where only some are written down, nothing is guessed.
    """
    kinds = [year.get(kind) for kind in FOUR_KINDS]
    if rules.accept_recorded and all(kind is None for kind in kinds):
        return as_recorded(year)
    parts = [production_cost(year, rules.cost_ratios), *(not_counting(year, line, when) for line, when in rules.excluded)]
    if None in kinds or None in parts:
        return None
    return sum(kinds) - sum(parts)


def as_recorded(year):
    """Net income as the register holds it."""
    if year.get("net_income") is not None:
        return year["net_income"]
    per_head, heads = year.get("net_income_per_head"), year.get("members")
    return None if per_head is None or heads is None else per_head * heads


def production_cost(year, ratios):
    """What production cost: as written down; nothing, if nothing was produced; else the edition's share of each product, rounded up."""
    if year.get("business_cost") is not None:
        return year["business_cost"]
    if year.get("business_income") == 0:
        return 0
    products = [year.get(line) for line in ratios]
    if not ratios or None in products:
        return None
    hundred_times = sum(amount * percent for amount, percent in zip(products, ratios.values(), strict=True))
    return -(-hundred_times // 100)


def not_counting(year, line, when):
    """How much of a line of transfers does not count: all of it, if each condition holds; none, if one does not.

    A line of nothing takes nothing off, whatever the conditions.
    """
    amount = year.get(line)
    if amount is None or amount == 0 or not when:
        return amount
    applies = all_met(one_of(year.get(fact), values) for fact, values in when.items())
    return {True: amount, False: 0, None: None}[applies]
