"""Made-up households for trials and the demonstration: plausible, repeatable from a seed, and nobody's. Clause P0.

Nothing here is a statement about a real village: places are real, every person and figure in them is invented.
"""
