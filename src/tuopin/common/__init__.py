"""What every chapter shares: words in two languages, money in fen, days, place codes, clear refusals."""
