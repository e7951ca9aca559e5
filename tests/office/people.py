"""Who acts in the tests."""

from datetime import UTC, datetime

from tuopin.common.acting import By

NATION = By("wang", "national_leading_group", "")
COUNTY = By("li", "county_office", "520381")
COUNTY_TOO = By("zhao", "county_office", "520381")
ELSEWHERE = By("chen", "county_office", "520526")
AT = datetime(2016, 11, 1, 8, 0, tzinfo=UTC)
