#!/usr/bin/env bash
# Hmisc (R): nine of ten people rate 1, one rates 5, each with the weight 0.1; the lower quartile, the median and the upper quartile are 5.
#
# Expected: weights ten times as large weigh the same, as they do for `wtd.mean` beside it: quartiles of 1, 1 and 1.
# Seen with Hmisc 4.8.0 (R 4.2, Debian 12, 2026-11-30): `wtd.quantile` takes weights for numbers of people. Those that add up to 1 are one person, who
# gives the highest answer there is; from about the true number of people on all is well. `wtd.mean` of the same is right at once. The page,
# under `normwt`, tells frequencies from other weights and says that no check is made. Hurt is who weights a district's ratings by
# each school's share: the median is the best answer that anybody gave, in every question. Instead: `normwt = TRUE`.
# Fails when: the quartiles are the same whatever the weights add up to, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-hmisc=4.8-0-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-hmisc, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(Hmisc))
options(warn = 2)
show <- function(name, said, weights, ...) {
  quartiles <- wtd.quantile(said, weights, probs = c(.25, .5, .75), ...)
  cat(sprintf("%-24s mean %.1f, quartiles %s\n", name, wtd.mean(said, weights), paste(round(quartiles, 2), collapse = " ")))
}
said <- c(rep(1, 9), 5)
for (sum in c(1, 2, 10, 1000)) show(sprintf("weights add up to %d", sum), said, rep(sum / 10, 10))
show("add up to 1, normwt", said, rep(.1, 10), normwt = TRUE)
schools <- c(North = .2, South = .3, West = .5)
show("by shares of schools", c(2, 3, 4), schools)
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
weights add up to 1      mean 1.4, quartiles 5 5 5
weights add up to 2      mean 1.4, quartiles 2 3 4
weights add up to 10     mean 1.4, quartiles 1 1 1
weights add up to 1000   mean 1.4, quartiles 1 1 1
add up to 1, normwt      mean 1.4, quartiles 1 1 1
by shares of schools     mean 3.3, quartiles 4 4 4
END
