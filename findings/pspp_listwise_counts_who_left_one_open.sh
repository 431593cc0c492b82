#!/usr/bin/env bash
# PSPP: "Valid N (listwise)" is everybody, also those who left a question open; 3 of 5 people are missing and 5 are valid.
#
# Expected: who is left out listwise is not among the valid, as in SPSS's table of that name, and valid and missing make up all.
# Seen with PSPP 1.6.2 of Debian 12 (2026-11-30), five people and two ratings, of whom one left the first open and two others the second:
#   DESCRIPTIVES    N: a 4, b 3;   Valid N (listwise) 5;   Missing N (listwise) 3
#   RELIABILITY     Valid 2, Excluded 3, Total 5
# of the same table in the same run. Weighted it is the sum of all weights. Nothing warns. Hurt is who writes "n = …" under a table of means: how many
# answered all is what that line is for, and it is right only while nobody left anything open.
# Fails when: the valid are 2.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's pspp, and root"; exit 1; }
cd "$work"
cat >said.sps <<'SPS'
DATA LIST LIST (",") /a b.
BEGIN DATA.
5,4
2,3
,1
4,
1,
END DATA.
DESCRIPTIVES a b.
RELIABILITY /VARIABLES=a b.
SPS
pspp -O format=csv said.sps >said.csv
cat said.csv
grep -qx "Valid N (listwise),5,,,," said.csv
grep -qx "Missing N (listwise),3,,,," said.csv
grep -qx "Valid,2,40.0%" said.csv
grep -qx "Excluded,3,60.0%" said.csv
