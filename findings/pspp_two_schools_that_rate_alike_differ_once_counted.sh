#!/usr/bin/env bash
# PSPP: two schools of twenty differ with p = 0.44; the same answers as ten rows with a count, and p is < 0.001, U is -107.5 and chi-square -115.
#
# Expected: `WEIGHT BY count` makes a row of four people speak for four, so that each test says of the short table what it says of the long one, as in SPSS and
# as PSPP's own t-test, frequencies, sign and median tests and correlations do.
# Seen with PSPP 1.6.2 of Debian 12 (2026-12-01), the same forty ratings from 1 to 5 of two schools:
#                                                  a row each         ten rows with a count
#   `NPAR TESTS /M-W`  mean ranks of the schools   21.9, 19.1         5.13, 5.13              U cannot be below 0
#                      U, p                        172, .436          -107.5, .000
#   `NPAR TESTS /K-W`  chi-square, p               0.61, .436         -115.37, 1.000          nor can chi-square
#   `NPAR TESTS /K-S`  mean, p                     3.00, .329         0.75, .000              nobody can rate below 1
#   `RELIABILITY`      people                      40                 10
#   `T-TEST`           p                           .444               .444
# N is 40 in the first three, both times, and nothing warns. Two schools with the very same mean rank are told to differ. Hurt is who has answers as counts,
# which is how dashboards and small groups' tables give them, and who weights for who did not answer.
# Fails when: any of the four says the same of both tables, or says that it cannot.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's pspp, and root"; exit 1; }
cd "$work"
printf '%s\n' '1 1 2' '1 2 4' '1 3 6' '1 4 5' '1 5 3' '2 1 3' '2 2 5' '2 3 6' '2 4 4' '2 5 2' >short
while read -r school rating count; do
    for _ in $(seq "$count"); do echo "$school $rating 1"; done
done <short >long
for table in long short; do
    {
        printf 'DATA LIST LIST /school rating count.\nBEGIN DATA\n'
        cat "$table"
        printf 'END DATA.\nWEIGHT BY count.\n'
        echo "NPAR TESTS /M-W=rating BY school(1,2)."
        echo "NPAR TESTS /K-W=rating BY school(1,2)."
        echo "NPAR TESTS /K-S(NORMAL)=rating."
        echo "RELIABILITY /VARIABLES=school rating."
        echo "T-TEST GROUPS=school(1,2) /VARIABLES=rating."
    } >"$table.sps"
    echo "$table"
    pspp -O format=csv "$table.sps" | sed -E 's/^rating,Equal variances assumed,[^,]*,[^,]*,/t-test,/' | cut -d, -f1-5 |
        grep -E '^(rating,[-0-9.]+,[0-9.]+,-|,2\.00,20,|Chi-Square|Asymp|Normal Par|Total,[14]|t-test)'
done >seen
cat seen
diff seen - <<'END'
long
,2.00,20,19.10,382.00
rating,172.00,382.00,-.78,.436
,2.00,20,19.10
Chi-Square,.61
Asymp. Sig.,.436
Normal Parameters,Mean,3.00
Asymp. Sig. (2-tailed),,.329
Total,40.00,100.0%
t-test,.77,38.00,.444,.30
short
,2.00,20,5.13,102.50
rating,-107.50,102.50,-8.32,.000
,2.00,20,5.13
Chi-Square,-115.37
Asymp. Sig.,1.000
Normal Parameters,Mean,.75
Asymp. Sig. (2-tailed),,.000
Total,10.00,100.0%
t-test,.77,38.00,.444,.30
END
