#!/usr/bin/env bash
# Miller: who left a rating open is among those below 3, who wrote "n/a" among those above, and both are left out of the same command's mean or break it.
#
# Expected: a comparison with an empty cell is empty, and a filter lets it go, as the manual's rule says ("Functions/operators which have one or more empty
# arguments produce empty output") and as adding to one is; at least all parts of the tool treat it alike.
# Seen with Miller 6.6.0 of Debian 12 (2026-11-30), ratings 5, blank, 4, n/a, 2:
#   `filter '$r < 3'`                     2 and blank                  `$r >= 3`          5, 4 and n/a
#   `filter '!($r >= 3)'`                 2 and blank                  `$r + 1` of blank  blank
#   `max($r, 3)`, `min($r, 3)` of blank   blank, 3: above numbers      `sort -nf`         blank and n/a above 5
#   `stats1 -a count,min,max`             counts 4, from 2 to n/a      `stats1 -a mean`   (error); without the n/a 3.67 of 3, blank left out
# So a blank is below every number where it is compared, and above every number where the least is sought. Nothing warns. Hurt is who counts low and
# high ratings of an export on the command line: shares of 2 in 5 and 3 in 5, where 1 in 3 and 2 in 3 are right, and they add up to a whole.
# Fails when: either of the two filters lets blank or n/a go, or the count changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends miller=6.6.0-2+b3 >/dev/null 2>&1 || { echo "needs Debian 12's miller, and root"; exit 1; }
cd "$work"
printf 'id,r\nA,5\nB,\nC,4\nD,n/a\nE,2\n' >said.csv
told() {
    echo "$1: $2"
    [ "$2" = "$3" ]
}
ids() { mlr --icsv --onidx filter "$1" then cut -f id said.csv | tr '\n' ' '; }
told "below 3" "$(ids '$r < 3')" "B E "
told "3 and above" "$(ids '$r >= 3')" "A C D "
told "not 3 and above" "$(ids '!($r >= 3)')" "B E "
told "greater, less, sum" "$(mlr -n put 'end { print "<".max("", 3)."> <".min("", 3)."> <".("" + 1).">" }')" "<> <3> <>"
told "in order" "$(mlr --icsv --onidx sort -nf r then cut -f id said.csv | tr '\n' ' ')" "E C A B D "
told "counted, least, most" "$(mlr --icsv --ocsvlite --headerless-csv-output stats1 -a count,min,max -f r said.csv)" "4,2,n/a"
told "mean" "$(mlr --icsv --onidx filter '$r != "n/a"' then stats1 -a count,mean -f r said.csv)" "3 3.6666666666666665"
