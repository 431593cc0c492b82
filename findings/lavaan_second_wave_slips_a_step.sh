#!/usr/bin/env bash
# lavaan (R): in a later survey where nobody says "never", who says 2 all through is scored like who said 1, and the district falls while its ratings rise.
#
# Expected: `lavPredict(fit, newdata = later)` scores an answer by what it was when the model was fitted: a 2 is a 2 in both years.
# Seen with lavaan 0.6.14 (R 4.2, Debian 12, 2026-11-30): steps are counted among those that occur in the table at hand, and only how many there are is compared. Four ratings
# of 1 to 5; last year nobody said 5, this year nobody says 1: four steps each time, so 2 to 5 are read as 1 to 4:
#                          last year   this year
#   2 in all four           -0.49       -1.50
#   4 in all four            1.37        0.28
#   mean rating              2.61        3.42
#   mean score              -0.01       -0.16
# Nothing warns. With another number of steps it is an error, so that it looks as if steps were checked. An ordered factor that
# names all five steps slips as well: what is not in use is dropped first. Hurt is who fits the scale once and follows schools by its scores: the best years,
# where the lowest step dies out, are the ones that slip.
# Fails when: a person's score no longer hangs on which steps others used, or the later table is refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-lavaan=0.6.14-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-lavaan, and root"; exit 1; }
cat >"$work/waves.R" <<'R'
suppressMessages(library(lavaan))
options(warn = 2)
set.seed(1)
trait <- rnorm(400)
rated <- function() as.integer(cut(0.8 * trait + 0.6 * rnorm(400), c(-Inf, -1.2, -0.4, 0.4, 1.2, Inf)))
people <- data.frame(a = rated(), b = rated(), c = rated(), d = rated())
last <- people[apply(people, 1, max) <= 4, ]
this <- people[apply(people, 1, min) >= 2, ]
fit <- cfa("f =~ a + b + c + d", last, ordered = TRUE)
scores <- list(last = lavPredict(fit)[, 1], this = lavPredict(fit, newdata = this)[, 1])
of <- function(step) round(c(scores$last[apply(last == step, 1, all)][1], scores$this[apply(this == step, 1, all)][1]), 2)
seen <- rbind(of(2), of(4), round(c(mean(as.matrix(last)), mean(as.matrix(this))), 2), round(sapply(scores, mean), 2))
dimnames(seen) <- list(c("all 2", "all 4", "mean rating", "mean score"), c("last year", "this year"))
print(seen)
slipped <- lavPredict(fit, newdata = this - 1)[, 1]
stopifnot(isTRUE(all.equal(slipped, scores$this)), seen["all 2", 1] - seen["all 2", 2] > 0.5, seen["all 4", 1] - seen["all 4", 2] > 0.5)
stopifnot(seen["mean rating", 2] > seen["mean rating", 1] + 0.5, seen["mean score", 2] < seen["mean score", 1])
named <- replace(this, TRUE, lapply(this, factor, levels = 1:5, ordered = TRUE))
stopifnot(isTRUE(all.equal(lavPredict(fit, newdata = named)[, 1], scores$this)))
fewer <- this[apply(this, 1, min) >= 3, ]
told <- tryCatch(lavPredict(fit, newdata = fewer), error = conditionMessage)
stopifnot(grepl("mismatch number of categories", told))
R
Rscript --vanilla "$work/waves.R"
