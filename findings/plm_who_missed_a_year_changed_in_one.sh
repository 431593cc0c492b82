#!/usr/bin/env bash
# plm (R): who missed the second of three years counts, in first differences, as changed from the first to the third within one.
#
# Expected: a first difference is of two years that follow each other; where the second is missing there is none, as in the package's own `diff` of the same
# data, whose page shows it on a panel with a hole.
# Seen with plm 2.6-2 (R 4.2, Debian 12, 2026-11-30): `plm(…, model = "fd")` takes each row's neighbour, three people in three years, one away in the second:
#                      changes   effect of x
#   plm                5         1.042
#   `diff`, then lm    4         0.667
# With all nine rows both have 6 and 0.500. The page of `diff` tells "time" (its default) from "row"; that of `plm` does not say which of the two it takes.
# Nothing warns; the summary tells "observations used in estimation: 5". Hurt is who follows schools or leaders over years, of whom some are missing in one:
# what changed in two years is put down to one.
# Fails when: the model has four changes, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-plm=2.6-2+dfsg-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-plm, and root"; exit 1; }
cat >"$work/years.R" <<'R'
suppressMessages(library(plm))
options(warn = 2)
told <- function(name, changes, effect) cat(sprintf("%-14s %d changes, effect %.3f\n", name, changes, effect))
all <- data.frame(id = rep(1:3, each = 3), year = rep(2024:2026, 3), rating = c(1, 2, 3, 2, 4, 6, 1, 3, 5), x = c(1, 1, 2, 1, 2, 3, 1, 2, 4))
for (rows in list(all, all[-8, ])) {
  panel <- pdata.frame(rows, c("id", "year"))
  model <- plm(rating ~ x, panel, model = "fd")
  changes <- data.frame(rating = as.numeric(diff(panel$rating)), x = as.numeric(diff(panel$x)))
  told("plm, fd", nobs(model), coef(model)[["x"]])
  told("diff, then lm", sum(complete.cases(changes)), coef(lm(rating ~ x, changes))[["x"]])
}
print(diff(panel$rating))
R
Rscript --vanilla "$work/years.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
plm, fd        6 changes, effect 0.500
diff, then lm  6 changes, effect 0.500
plm, fd        5 changes, effect 1.042
diff, then lm  4 changes, effect 0.667
1-2024 1-2025 1-2026 2-2024 2-2025 2-2026 3-2024 3-2026 
    NA      1      1     NA      2      2     NA     NA 
END
