#!/usr/bin/env bash
# sjmisc (R): a scale of 1 to 5 turned round leaves a 2 a 2, if nobody said 3, and makes a 1 a 5 in one question and a 4 in the next.
#
# Expected: `rec(x, rec = "rev")` turns a scale round: lowest plus highest less the answer, so that steps stay as far apart as they were.
# Seen with sjmisc 2.8.9 (R 4.2, Debian 12, 2026-11-30): the values that occur swap places, first with last, whatever lies between; its page says
# "reverses the value order" and shows a scale on which everything occurs. Two questions of one battery, without labels:
#   a   1 2 4 4   becomes   4 2 1 1    (of 5: 5 4 2 2)
#   b   1 3 5 5   becomes   5 3 1 1
# The mean of a falls from 2.75 to 2, where 3.25 is right. With a label for each step it is right, with labels for the ends only it is not.
# Nothing warns. Hurt is who scores a battery worded both ways in a small district, where no step is sure
# to be used: the answers are on the scale and cannot be told from right ones.
# Fails when: 2 becomes 4, or what does not occur is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-sjmisc=2.8.9-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-sjmisc, and root"; exit 1; }
cat >"$work/said.R" <<'R'
options(warn = 2)
turned <- function(x, ...) as.numeric(sjmisc::rec(sjlabelled::set_labels(x, labels = c(...)), rec = "rev"))
words <- c(Never = 1, Rarely = 2, Sometimes = 3, Often = 4, Always = 5)
found <- list(
  a = turned(c(1, 2, 4, 4)), b = turned(c(1, 3, 5, 5)), worded = turned(c(1, 2, 4, 4), words),
  ends = turned(c(1, 2, 4, 4), words[c(1, 5)])
)
print(found)
stopifnot(identical(found, list(a = c(4, 2, 1, 1), b = c(5, 3, 1, 1), worded = c(5, 4, 2, 2), ends = c(4, 2, 1, 1))))
R
Rscript --vanilla "$work/said.R"
