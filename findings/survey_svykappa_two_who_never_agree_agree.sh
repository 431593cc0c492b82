#!/usr/bin/env bash
# survey (R): two people rate twelve interviews and agree on none; their weighted kappa by `svykappa` is 0.75.
#
# Expected: a 2 of the one is a 2 of the other, and kappa is below 0, as of the table of both on the steps 1 to 4 (-0.24).
# Seen with survey 4.1-1 (R 4.2, Debian 12, 2026-12-01): the one says 1, 2 and 3, the other mostly a step more, and so never 1, but 4. Steps are set against
# each other by their place among those in use, so that 1 agrees with 2, 2 with 3 and 3 with 4: kappa 0.75, standard error 0.17, no warning. With all four
# steps named for both, as one would do to be right, it is an error about "dimnames", since a step that nobody chose is dropped on one side only; with four
# steps in use by the one and three by the other another error says so, which looks as if steps were compared. Hurt is who trains coders: one who is
# stricter throughout, which is what a kappa is for, is found to agree.
# Fails when: the kappa of the two is below 0, or refused.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-survey=4.1-1-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-survey, and root"; exit 1; }
cat >"$work/kappa.R" <<'R'
suppressMessages(library(survey))
options(warn = 2)
one <- c(1, 1, 2, 2, 3, 3, 3, 1, 2, 3, 2, 1)
other <- c(2, 2, 3, 3, 4, 4, 4, 2, 3, 4, 4, 3)
kappa_of <- function(one, other) {
  rated <- data.frame(one = one, other = other, weight = 1)
  tryCatch(svykappa(~ one + other, svydesign(~1, weights = ~weight, data = rated)), error = conditionMessage)
}
on_scale <- function(steps) factor(steps, 1:4)
both <- prop.table(table(on_scale(one), on_scale(other)))
chance <- sum(rowSums(both) * colSums(both))
right <- (sum(diag(both)) - chance) / (1 - chance)
seen <- kappa_of(factor(one), factor(other))
cat("alike:", sum(one == other), "of", length(one), " kappa:", round(coef(seen), 2), " right:", round(right, 2), "\n")
stopifnot(sum(one == other) == 0, abs(coef(seen) - 0.75) < 1e-9, SE(seen) < 0.2, right < -0.2)
named <- kappa_of(on_scale(one), on_scale(other))
fourth <- kappa_of(factor(replace(one, 1, 4)), factor(other))
cat("four steps named: ", named, "\nfour steps in use:", fourth, "\n")
stopifnot(grepl("dimnames", named), grepl("number of categories", fourth))
R
Rscript --vanilla "$work/kappa.R"
