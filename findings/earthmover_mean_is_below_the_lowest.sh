#!/usr/bin/env bash
# earthmover: a school's ratings are 9, 10 and a blank; their lowest is 9 and their mean 6.33, and "rating > '8'" leaves the 10 out.
#
# Expected: a mean is of the answers that the lowest and the highest are of, as in pandas, which it runs on.
# Seen with earthmover 0.4.10, dask 2024.8.2, pandas 2.2.3 (Python 3.11, 2026-11-30), the tool by which districts turn CSV into Ed-Fi: `group_by` with
# `mean(…)` or `avg(…)` divides the sum by the number of rows, while `min`, `max` and `std` leave blanks out; a school where nobody answered has the
# mean 0 and no lowest. Its page says "the mean of (numeric) values". That cells are text is told there, what follows is not: `query: rating > 8`,
# written like the page's own `school_year < 2020`, stops with an error, and in quotes it goes by the alphabet. Hurt is who loads a school's
# score by `mean`: the more leave a question open, the worse the school. Instead: `filter_rows` without the blanks first.
# Fails when: the mean is 9.5, the school of nobody has none, or the 10 is above 8.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q earthmover==0.4.10 dask==2024.8.2 dask-expr==1.1.13 pandas==2.2.3 numpy==2.4.6 pyarrow==26.0.1
printf 'school,rating\nNorth,9\nNorth,10\nNorth,\nSouth,7\nSouth,8\nWest,\nWest,\n' >ratings.csv
cat >earthmover.yaml <<'YAML'
version: 2
config: {output_dir: .}
sources:
  ratings: {file: ratings.csv, header_rows: 1}
transformations:
  schools:
    source: $sources.ratings
    operations:
      - operation: group_by
        group_by_columns: [school]
        create_columns: {lowest: min(rating), highest: max(rating), mean: mean(rating)}
  high:
    source: $sources.ratings
    operations:
      - {operation: filter_rows, query: "rating > '8'", behavior: include}
destinations:
  schools: {source: $transformations.schools, extension: jsonl}
  high: {source: $transformations.high, extension: jsonl}
YAML
HOME=$work venv/bin/earthmover run >told 2>&1 || { cat told; exit 1; }
! grep -i warn told
sort schools.jsonl >seen
cat high.jsonl >>seen
cat seen
diff seen - <<'END'
{ "school": "North", "lowest": "9.0", "highest": "10.0", "mean": "6.333333333333333" }
{ "school": "South", "lowest": "7.0", "highest": "8.0", "mean": "7.5" }
{ "school": "West", "lowest": "", "highest": "", "mean": "0.0" }
{ "school": "North", "rating": "9" }
END
