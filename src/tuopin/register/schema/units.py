"""Units, said once in both languages."""

from tuopin.common.words import Words

YUAN = Words("元", "yuan")
TENK_YUAN = Words("万元", "10,000 yuan")
SQUARE_METRE = Words("平方米", "m²")
MU = Words("亩", "mu")
KILOMETRE = Words("公里", "km")
MONTHS = Words("月", "months")
MINUTES = Words("分钟", "minutes")
LITRES = Words("升/人·天", "litres per person and day")
PERSONS = Words("人", "persons")
HOUSEHOLDS = Words("户", "households")
PERCENT = Words("%", "%")
