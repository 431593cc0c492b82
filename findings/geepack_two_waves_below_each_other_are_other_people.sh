#!/usr/bin/env bash
# geepack, gee (R): forty leaders are asked twice, the second wave stands below the first, and `id = code` makes eighty people of them; trust did not rise.
#
# Expected: who has the same id is one person, wherever their rows stand, as `t.test(paired = TRUE)` and statsmodels' GEE have it.
# Seen with geepack 1.3.9 and gee 4.13-25 (R 4.2, Debian 12, 2026-12-01): a new person begins wherever the id of a row is another than that of the row before.
#                                      rise    standard error   p
#   40 leaders, wave below wave         0.22    0.24             0.37      80 people of one row each
#   the same, sorted by id              0.22    0.05             < 0.001   40 of two; the paired test says < 0.001
#   12 schools, rows in any order      -0.29    0.10             0.006     300 schools, or nearly
#   the same, sorted by school         -0.29    0.33             0.38
# Nothing warns, the estimate is the same to the digit or nearly, and the help says it under "Details". Hurt is who puts two exports below each other, as
# `rbind` and `bind_rows` do, and finds no change; and who takes answers as they came in, and finds that the six schools with the program differ.
# Fails when: the order of rows does not change the standard errors of either, or is told.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-geepack=1.3.9-1 r-cran-gee=4.13-25-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-geepack and r-cran-gee, and root"; exit 1; }
cat >"$work/waves.R" <<'R'
suppressMessages({ library(gee); library(geepack) })
options(warn = 2, width = 120)
set.seed(7)
leader <- rnorm(40)
spring <- round(3 + 0.9 * leader + rnorm(40, 0, 0.3), 1)
fall <- spring + round(0.2 + rnorm(40, 0, 0.4), 1)
waves <- data.frame(id = rep(1:40, 2), later = rep(0:1, each = 40), trust = c(spring, fall))
school <- rep(1:12, each = 25)
schools <- data.frame(id = school, later = as.integer(school > 6), trust = 3 + rnorm(12, 0, 0.5)[school] + rnorm(300, 0, 0.7))[sample(300), ]
by_geepack <- function(rows) {
  fit <- geeglm(trust ~ later, id = id, data = rows, corstr = "exchangeable")
  c(round(unlist(coef(summary(fit))["later", c("Estimate", "Std.err", "Pr(>|W|)")]), 4), groups = length(fit$geese$clusz))
}
by_gee <- function(rows) {
  invisible(capture.output(fit <- suppressMessages(gee(trust ~ later, id = id, data = rows, corstr = "exchangeable", silent = TRUE))))
  c(round(coef(summary(fit))["later", c("Estimate", "Robust S.E.")], 4), groups = max(fit$id))
}
sorted <- function(rows) rows[order(rows$id), ]
seen <- list(waves = by_geepack(waves), sorted = by_geepack(sorted(waves)), schools = by_geepack(schools), sorted = by_geepack(sorted(schools)))
print(do.call(rbind, seen))
paired <- t.test(fall, spring, paired = TRUE)$p.value
cat("paired test: p =", round(paired, 4), "\n")
stopifnot(paired < 0.001, seen[[1]]["Pr(>|W|)"] > 0.3, seen[[2]]["Pr(>|W|)"] < 0.001, seen[[1]]["groups"] == 80, seen[[2]]["groups"] == 40)
stopifnot(seen[[3]]["Pr(>|W|)"] < 0.01, seen[[4]]["Pr(>|W|)"] > 0.3, seen[[3]]["groups"] > 250, seen[[4]]["groups"] == 12)
errors <- c(waves = by_gee(waves)[[2]], sorted = by_gee(sorted(waves))[[2]], schools = by_gee(schools)[[2]], sorted = by_gee(sorted(schools))[[2]])
print(errors)
stopifnot(errors[1] > 4 * errors[2], errors[3] < errors[4] / 2)
R
Rscript --vanilla "$work/waves.R"
