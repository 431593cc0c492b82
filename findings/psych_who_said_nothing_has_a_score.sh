#!/usr/bin/env bash
# psych (R): who answered none of three questions has a score, 3.83 at one school and 2.17 at the other; whose one answer is a 1 has 2.83 and 1.83.
#
# Expected: a scale's score of no answers is missing, as from the package's own `scoreFast`, and that of one answer is of this answer.
# Seen with psych 2.2.9 (R 4.2, Debian 12, 2026-11-30): `scoreItems` puts the median of those who did answer in the place of every blank, also where all of a
# person's are blank, so that a score hangs on who else is in the file. The page tells of the medians, not of those who answered nothing; no
# warning. `scoreFast`, which "just finds the scores", has no score for them. `reverse.code`, and `scoreItems` with it, turns by the
# highest answer in the file unless `min` and `max` are given: at South, where nobody says more than 3, a 1 is turned into a 3. Hurt is
# who scores a climate survey by school: who opened the form and left it is the middle of that school. Instead: `impute = "none"`, and `min` and `max`.
# Fails when: who said nothing has no score, or is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-psych=2.2.9-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-psych, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(psych))
options(warn = 2)
asked <- c("a", "b", "c")
north <- data.frame(a = c(5, 4, 4, 1, NA, 1), b = c(4, 4, 3, 3, NA, NA), c = c(4, 5, 4, 2, NA, NA))
south <- data.frame(a = c(1, 2, 2, 4, NA, 1), b = c(1, 3, 2, 2, NA, NA), c = c(2, 2, 3, 4, NA, NA))
keys <- list(score = asked)
score <- function(school, ...) round(scoreItems(keys, school, min = 1, max = 5, ...)$scores[, 1], 2)
show <- function(name, scores) cat(sprintf("%-22s %s\n", name, paste(scores, collapse = " ")))
show("North", score(north))
show("South", score(south))
show("North, impute none", score(north, impute = "none"))
show("North, scoreFast", round(scoreFast(keys, north)[, 1], 2))
show("South, b turned", reverse.code(c(1, -1, 1), south)[, 2])
show("South, b turned, 1-5", reverse.code(c(1, -1, 1), south, mini = 1, maxi = 5)[, 2])
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
North                  4.33 4.33 3.67 2 3.83 2.83
South                  1.33 2.33 2.33 3.33 2.17 1.83
North, impute none     4.33 4.33 3.67 2 NaN 1
North, scoreFast       4.33 4.33 3.67 2 NaN 1
South, b turned        3 1 2 2 NA NA
South, b turned, 1-5   5 3 4 4 NA NA
END
