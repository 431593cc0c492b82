#!/usr/bin/env bash
# foreign (R), PSPP: six people, of whom three ticked several answers ("1,3"), become seven in SPSS, and from the first tick on ratings stand under other questions and other people.
#
# Expected: a text that holds the sign which parts the columns is quoted, as `write.csv` does and the same function does for SAS, or is refused.
# Seen with foreign 0.8.84 (R 4.2), read by PSPP 1.6.2 (Debian 12, 2026-12-01): `write.foreign(…, package = "SPSS")` writes data with commas and a program that reads them; texts
# are not quoted. The program reads "free": values are taken one by one, lines or not, so that each tick too many pushes all that follows to the next place:
#   written                          read
#   code ticks trust load            code ticks trust load
#   1    1     4     2               1    1     4     2
#   2    1,3   5     3               2    1     3     5
#   3    2     1     4               3    3     2     1
# Nothing warns, neither R nor PSPP: all are numbers. A comment with a comma does the same, and is told only where a word falls on a number. Its page says that texts
# are supported. Hurt is who hands a survey to colleagues who work in SPSS, by the way R ships: means are those of mixed questions. Instead: `haven::write_sav`.
# Fails when: PSPP reads six people with what was written, or R refuses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-foreign=0.8.84-1 pspp=1.6.2-2 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-foreign and pspp, and root"; exit 1; }
cd "$work"
cat >handed.R <<'R'
options(warn = 2)
said <- data.frame(code = 1:6, ticks = c("1", "1,3", "2", "1,2,3", "2,3", "3"), trust = c(4, 5, 1, 4, 2, 5), load = c(2, 3, 4, 1, 5, 2))
foreign::write.foreign(said, "said.csv", "said.sps", package = "SPSS")
foreign::write.foreign(said[c("code", "trust", "load")], "numbers.csv", "numbers.sps", package = "SPSS")
R
Rscript --vanilla handed.R
for name in said numbers; do
    { cat "$name.sps"; echo "LIST."; } >read.sps
    pspp -O format=csv read.sps
done >seen 2>&1
cat seen
diff seen - <<'END'
Table: Data List
code,ticks,trust,load
1.00,1,4.00,2.00
2.00,1,3.00,5.00
3.00,3,2.00,1.00
4.00,4,1.00,2.00
3.00,4,1.00,5.00
2.00,3,2.00,5.00
6.00,3,5.00,2.00
Table: Data List
code,trust,load
1.00,4.00,2.00
2.00,5.00,3.00
3.00,1.00,4.00
4.00,4.00,1.00
5.00,2.00,5.00
6.00,5.00,2.00
END
