"""A peer: cn-2016's household standard hand-written in DuckDB SQL over the same Parquet files.

Usage: duckdb_sql.py SNAPSHOT YEAR OUT
"""

import sys
from pathlib import Path

import duckdb

SQL = """
COPY (
  WITH facts AS (
    SELECT household_code, members, food_secure AS food, clothing_secure AS clothing, house_grade, dangerous_house,
      CASE WHEN wage_income IS NULL AND business_income IS NULL AND property_income IS NULL AND transfer_income IS NULL
           THEN coalesce(net_income, net_income_per_head * members)
           ELSE wage_income + business_income + property_income + transfer_income
                - CASE WHEN business_cost IS NULL AND business_income = 0 THEN 0 ELSE business_cost END END AS net
    FROM read_parquet('{root}/household_year/{year}/*.parquet')
  ), persons AS (
    SELECT household_code, count(*) AS persons,
      count(*) FILTER (WHERE NOT school) AS school_failing, count(*) FILTER (WHERE school IS NULL) AS school_unknown,
      count(*) FILTER (WHERE NOT insured) AS medical_failing, count(*) FILTER (WHERE insured IS NULL) AS medical_unknown
    FROM (
      SELECT household_code, resident_insurance OR employee_insurance AS insured,
        NOT (birth_on <= make_date({year} - {from_age}, 9, 1) AND birth_on > make_date({year} - {to_age} - 1, 9, 1))
        OR CASE WHEN student IS NOT NULL THEN student IN ({at_school})
                WHEN out_of_school_reason IS NOT NULL THEN false END
        OR (out_of_school_reason IN ({excused}) AND out_of_school_reason IS NOT NULL) AS school
      FROM read_parquet('{root}/person_year/{year}/*.parquet')
    ) GROUP BY household_code
  ), told AS (
    SELECT h.household_code, h.village_code, h.status, coalesce(f.members, p.persons)::INTEGER AS members,
      f.net > f.members * {line} AS income, (f.net - ((f.net % f.members) + f.members) % f.members) // f.members AS income_value, f.food, f.clothing,
      CASE WHEN school_failing > 0 THEN false WHEN school_unknown = 0 AND persons >= f.members THEN true END AS schooling,
      school_failing AS schooling_value,
      CASE WHEN medical_failing > 0 THEN false WHEN medical_unknown = 0 AND persons >= f.members THEN true END AS medical,
      medical_failing AS medical_value,
      CASE WHEN house_grade IS NULL THEN NOT dangerous_house WHEN dangerous_house IS NULL THEN house_grade IN ('A', 'B')
           WHEN (house_grade IN ('A', 'B')) = NOT dangerous_house THEN house_grade IN ('A', 'B') END AS housing
    FROM read_parquet('{root}/household/*.parquet') h LEFT JOIN facts f USING (household_code) LEFT JOIN persons p USING (household_code)
  )
  SELECT *, income AND food AND clothing AND schooling AND medical AND housing AS standard_met,
    coalesce(income AND food AND clothing AND schooling AND medical AND housing AND status IN ('registered', 'exiting', 'returned'), false) AS may_leave
  FROM told ORDER BY village_code, household_code
) TO '{out}' (FORMAT parquet, COMPRESSION zstd)
"""


def main(root: Path, year: int, out: Path) -> None:
    """Run the one statement on two threads."""
    from peers.given import numbers

    given = numbers(year)
    given |= {key: ", ".join(f"'{token}'" for token in given[key]) for key in ("at_school", "excused")}
    out.parent.mkdir(parents=True, exist_ok=True)
    connection = duckdb.connect(config={"threads": 2, "memory_limit": "12GB"})
    connection.execute(SQL.format(root=root, year=year, out=out, **given))


if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
