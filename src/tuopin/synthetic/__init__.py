"""Made-up registers: plausible people who cannot exist, in real places, with planted errors and a truth file."""
