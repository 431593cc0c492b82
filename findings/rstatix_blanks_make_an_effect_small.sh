#!/usr/bin/env bash
# rstatix (R): three schools differ with a large effect; rows of those who left the question open are added, and it is a small one, of the same answers.
#
# Expected: an effect size is of who answered, as `kruskal.test` beside it has it, and as the package's own effect sizes for two groups have it.
# Seen with rstatix 0.7.2 (R 4.2, Debian 12, 2026-11-30): `kruskal_effsize` takes the number of rows for n, so that 15 answers have the effect 0.74, beside
# 15 blanks 0.33, beside 45 0.16 and beside 285 0.03, "small". H is of the answers and stays, and so does the effect of two schools by
# `wilcox_effsize`; `kruskal_test` prints the number of rows as its n. In the paired tests each n is without its own blanks: 7 and 7 of
# the 6 pairs that were compared. Nothing warns; the page calls n "the total number of observations". Hurt is who asks an
# optional question: what sets schools apart is told as next to nothing. Instead: `drop_na()` on the columns of the formula first.
# Fails when: the effect is the same with blanks as without, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-rstatix=0.7.2-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-rstatix, and root"; exit 1; }
cat >"$work/said.R" <<'R'
suppressMessages(library(rstatix))
options(warn = 2)
answered <- data.frame(
  school = rep(c("North", "South", "West"), each = 5),
  rating = c(1, 1, 2, 2, 3, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5)
)
for (blanks in c(0, 15, 45, 285)) {
  rows <- rbind(answered, data.frame(school = rep(unique(answered$school), length.out = blanks), rating = rep(NA_real_, blanks)))
  test <- kruskal_test(rows, rating ~ school)
  effect <- kruskal_effsize(rows, rating ~ school)
  two <- wilcox_effsize(rows, rating ~ school)
  cat(sprintf("%3d blanks: n %d, H %.2f, effect %.2f %s; North and West %.2f\n",
    blanks, test$n, test$statistic, effect$effsize, effect$magnitude, two$effsize[2]))
}
pairs <- data.frame(wave = rep(c("one", "two"), each = 8), rating = c(1, 2, NA, 4, 5, 2, 3, 4, 2, 3, 4, 5, 5, NA, 4, 5))
paired <- t_test(pairs, rating ~ wave, paired = TRUE)
cat(sprintf("paired: n %d and %d, df %g\n", paired$n1, paired$n2, paired$df))
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
  0 blanks: n 15, H 10.89, effect 0.74 large; North and West 0.84
 15 blanks: n 30, H 10.89, effect 0.33 large; North and West 0.84
 45 blanks: n 60, H 10.89, effect 0.16 large; North and West 0.84
285 blanks: n 300, H 10.89, effect 0.03 small; North and West 0.84
paired: n 7 and 7, df 5
END
