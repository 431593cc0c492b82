#!/usr/bin/env bash
# csvkit: sorting a survey by its ids makes "Monday" the eighth of January of the year 1, and an hour and a half a minute and a half.
#
# Expected: `csvsort -c id` and `csvjson` give the cells they were given, in another order or dress; at most numbers are spelt anew.
# Seen with csvkit 2.2.0 on agate 1.14.2, parsedatetime 2.6 (Python 3.11, 2026-11-29): columns are typed by what all their cells can be read as. Days of
# the week become dates (Monday 0001-01-08, Friday 0001-01-05: Friday comes first), months of the year likewise (May is 0001-05-01), "1:30"
# 0:01:30, answers 1 and 0 True and False, the building 1E3 the building 1E+3. One "any day" in the column, and all its days stay words: a
# later batch of the same survey is another table. Nothing warns. Hurt is who sorts or converts an export before it is counted: answers to
# "Which day suits you?" match no option, hours of meetings are sixty times too short, the mean of 1 and 0 is one of words. (`--no-inference`.)
# Fails when: any cell changes, or something is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q csvkit==2.2.0 agate==1.14.2 parsedatetime==2.6
cd "$work"
printf '%s\n' id,day,month,agree,length,building 2,Monday,May,1,1:30,1E3 1,Friday,March,0,2:00,1200 >all.csv
printf '%s\n' id,day 2,Monday 1,"any day" >some.csv
for file in all some; do venv/bin/csvsort -c id "$file.csv"; done >seen 2>&1
venv/bin/csvjson all.csv >>seen 2>&1 && echo >>seen
cat seen
diff seen - <<'END'
id,day,month,agree,length,building
1,0001-01-05,0001-03-01,False,0:02:00,1200
2,0001-01-08,0001-05-01,True,0:01:30,1E+3
id,day
1,any day
2,Monday
[{"id": 2.0, "day": "0001-01-08", "month": "0001-05-01", "agree": true, "length": "0:01:30", "building": 1000.0}, {"id": 1.0, "day": "0001-01-05", "month": "0001-03-01", "agree": false, "length": "0:02:00", "building": 1200.0}]
END
