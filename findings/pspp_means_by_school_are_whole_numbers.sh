#!/usr/bin/env bash
# PSPP: two schools with the mean rating 2.6 and 3.4 both have a 3 in the table of means by school, with a deviation of 1.
#
# Expected: a mean has more digits than what it is a mean of, as in the same program's table without groups, and in SPSS.
# Seen with PSPP 1.6.2 of Debian 12 (2026-11-30), ratings of one digit (format F1), five of each school:
#   MEANS rating BY school           3 (0.55 as 1), 3 (0.55 as 1), total 3
#   DESCRIPTIVES rating              3.00, deviation .67
#   AGGREGATE … MEAN(rating)         2.60 and 3.40
# `MEANS` writes means and deviations in the format of the variable: asked for 2 digits it shows the 2.60. A file of whole numbers has formats without
# digits, whoever wrote it. Nothing warns. Hurt is who compares schools by the command made for it: all are alike, or, at 2.4 and 2.6, a whole step
# apart.
# Fails when: the table has digits after the point.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's pspp, and root"; exit 1; }
cd "$work"
{
    printf 'DATA LIST FIXED NOTABLE /school 1 rating 2.\nBEGIN DATA.\n'
    printf '%s\n' 12 12 13 13 13 24 23 24 23 23
    printf 'END DATA.\nDESCRIPTIVES rating.\nMEANS rating BY school.\nFORMATS rating (F4.2).\nMEANS rating BY school.\n'
    printf 'AGGREGATE /OUTFILE=* /BREAK=school /mean=MEAN(rating).\nLIST.\n'
} >said.sps
pspp -O format=csv said.sps | grep -E '^([12]|Total|rating),' | tee said.csv
diff said.csv - <<'CSV'
rating,10,3.00,.67,2,4
1,3,5,1
2,3,5,1
Total,3,10,1
1,2.60,5,.55
2,3.40,5,.55
Total,3.00,10,.67
1,2.60
2,3.40
CSV
