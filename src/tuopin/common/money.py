"""Money is integer fen; areas and distances are integer hundredths: exact at every boundary."""

from decimal import ROUND_CEILING, Decimal, InvalidOperation


def hundredths(text: str) -> int:
    """`text` (such as "2952" or "13.05") times 100, exactly. ValueError if it is no number or finer than 0.01."""
    try:
        scaled = Decimal(text) * 100
    except InvalidOperation:
        raise ValueError(text) from None
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(text)
    return int(scaled)


def ceiling_fen(yuan: int, numerator: int, denominator: int) -> int:
    """`yuan` times a ratio, in fen, rounded up: a line carried to another year's prices is never lowered."""
    return int((Decimal(yuan * 100 * numerator) / denominator).to_integral_value(ROUND_CEILING))


def yuan(fen: int) -> str:
    """Fen as a person reads them: 295200 is "2,952.00"."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def plain(value: int) -> str:
    """Hundredths without needless zeros: 1300 is "13", 1305 is "13.05"."""
    whole, rest = divmod(abs(value), 100)
    return f"{'-' if value < 0 else ''}{whole}{f'.{rest:02d}'.rstrip('0') if rest else ''}"
