#!/usr/bin/env bash
# emmeans on ordinal (R): nobody says 3 and South has the mean 3.16; one person at North says 3, and South has 3.61; on its scale of 0 to 4 it has 2.61.
#
# Expected: a mean of an ordered response is on the scale that the factor has, or at least counts its steps, whether or not somebody said each of them.
# Seen with emmeans 1.8.4-1, ordinal 2022.11-16, MASS (R 4.2, Debian 12, 2026-11-30), `mode = "mean.class"` of a model of ratings 0 to 4 by school:
#                                  North   South
#   the ratings themselves         1.56    2.61
#   polr                           2.55    3.61    one too high: steps are counted from 1, as emmeans' vignette tells
#   clm                            2.39    3.16    the 4 is the fourth step, since nobody said 3
#   clm, one 3 more at North       2.59    3.61
# `clm` leaves a level without an answer out of the model, `polr` keeps it, and emmeans counts what it is given. Nothing warns; only the thresholds of the summary
# (1|2, 2|4) show it. Hurt is who reports means from an ordinal model, so as not to treat steps as numbers: schools, waves and questions in which
# other steps were used are on other scales, and the difference of two schools, 1.06, is 0.77.
# Fails when: South's mean is the same with and without North's 3, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-emmeans=1.8.4-1+dfsg-1 r-cran-ordinal=2022.11-16-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-emmeans and r-cran-ordinal, and root"; exit 1; }
cat >"$work/said.R" <<'R'
library(ordinal)
options(warn = 2)
people <- list(North = c(8, 12, 10, 0, 6), South = c(2, 6, 12, 0, 16))
rows <- function(people) {
  rating <- unlist(lapply(people, function(each) rep(0:4, each)))
  data.frame(school = factor(rep(names(people), sapply(people, sum))), rating = factor(rating, levels = 0:4, ordered = TRUE))
}
told <- function(name, means) cat(sprintf("%-24s North %.2f, South %.2f\n", name, means[1], means[2]))
classes <- function(model) as.data.frame(emmeans::emmeans(model, ~school, mode = "mean.class"))$mean.class
said <- rows(people)
told("ratings", tapply(as.numeric(as.character(said$rating)), said$school, mean))
told("polr", classes(MASS::polr(rating ~ school, said, Hess = TRUE)))
told("clm", classes(clm(rating ~ school, data = said)))
people$North[4] <- 1
told("clm, North's 3", classes(clm(rating ~ school, data = rows(people))))
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
ratings                  North 1.56, South 2.61
polr                     North 2.55, South 3.61
clm                      North 2.39, South 3.16
clm, North's 3           North 2.59, South 3.61
END
