#!/usr/bin/env bash
# PSPP: of nine ratings from 1 to 5 the fifth percentile is 0.5, where nobody can answer, and the lower quartile is 2 in one table and 3 in the next.
#
# Expected: a percentile lies between the lowest and the highest answer given, as in all nine kinds that R has, at both ends alike.
# Seen with PSPP 1.6.2 of Debian 12 (2026-11-30), `EXAMINE /PERCENTILES` of 1 1 3 3 3 3 3 4 4, each kind that can be asked for:
#                          1 %    5 %    10 %   25 %   95 %   99 %
#   HAVERAGE, the default  0.10   0.50   1.00   2.00   4.00   4.00
#   WAVERAGE               0.09   0.45   0.90   1.50   4.00   4.00
#   ROUND                  0.00   0.00   1.00   1.00   4.00   4.00
#   EMPIRICAL, AEMPIRICAL  1.00   1.00   1.00   3.00   4.00   4.00
#   `FREQUENCIES`          -      1.00   1.00   3.00   -      -
# Below the first answer it goes on towards 0, above the last it stops. Every kind is headed "Weighted Average". Nothing warns. Hurt is who reports
# the spread of a small district's ratings: its lowest twentieth has a figure that the questionnaire does not offer, and lower the smaller the
# district is.
# Fails when: the default gives no figure below 1, or the two commands agree.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's pspp, and root"; exit 1; }
cd "$work"
{
    printf 'DATA LIST LIST /a.\nBEGIN DATA.\n1\n1\n3\n3\n3\n3\n3\n4\n4\nEND DATA.\n'
    for kind in "" =WAVERAGE =ROUND =EMPIRICAL =AEMPIRICAL; do
        echo "EXAMINE a /PERCENTILES(1,5,10,25,95,99)$kind /STATISTICS=NONE."
    done
    echo "FREQUENCIES a /PERCENTILES=5 10 25 /FORMAT=NOTABLE."
} >said.sps
pspp -O format=csv said.sps >said.csv
grep "Weighted Average" said.csv | tee percentiles
grep -A2 "^Percentiles" said.csv
diff percentiles - <<'CSV'
a,Weighted Average,.10,.50,1.00,2.00,4.00,4.00
a,Weighted Average,.09,.45,.90,1.50,4.00,4.00
a,Weighted Average,.00,.00,1.00,1.00,4.00,4.00
a,Weighted Average,1.00,1.00,1.00,3.00,4.00,4.00
a,Weighted Average,1.00,1.00,1.00,3.00,4.00,4.00
CSV
grep -qx "Percentiles,5,1.00" said.csv
grep -qx ",25,3.00" said.csv
