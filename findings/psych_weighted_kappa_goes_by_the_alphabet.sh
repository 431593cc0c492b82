#!/usr/bin/env bash
# psych (R): two raters on an ordered scale agree with a weighted kappa of 0.57, and with 0.91 if the same answers are given as numbers.
#
# Expected: the steps of an ordered factor are in its order, never to always, and a weighted kappa weighs how many of them two raters are apart.
# Seen with psych 2.2.9 (R 4.2, Debian 12, 2026-11-30): `cohen.kappa` on two columns of answers takes the order of the words in the alphabet (always, never,
# often, rarely, sometimes), whether they are texts or ordered factors: never and rarely, one step apart, are two. As numbers, as a table of the
# ordered factors, and in package vcd's `Kappa` with its quadratic weights, it is 0.91; kappa without weights is 0.53 in all. With words that happen to be
# in order it is right. `levels =`
# puts it right; the page offers it for "if some levels of x or y are completely missing". Nothing warns. Hurt is who reports how well two observers of
# leaders agree: the figure may be too low or too high, by the wording of the scale, and by its language.
# Fails when: ordered answers have the kappa of their numbers, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-psych=2.2.9-1 r-cran-vcd=1:1.4-11-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-psych and r-cran-vcd, and root"; exit 1; }
cat >"$work/rated.R" <<'R'
words <- c("never", "rarely", "sometimes", "often", "always")
one <- factor(words[c(1, 2, 3, 4, 5, 1, 2, 5)], words, ordered = TRUE)
other <- factor(words[c(1, 2, 3, 4, 5, 2, 1, 4)], words, ordered = TRUE)
weighted <- function(name, ...) {
  made <- withCallingHandlers(psych::cohen.kappa(...), warning = function(told) {
    if (!grepl("confidence interval", conditionMessage(told))) stop(told)
    invokeRestart("muffleWarning")
  })
  cat(sprintf("%-12s kappa %.2f, weighted %.2f\n", name, made$kappa, made$weighted.kappa))
}
weighted("ordered", data.frame(one, other))
weighted("texts", data.frame(as.character(one), as.character(other)))
weighted("numbers", data.frame(as.integer(one), as.integer(other)))
weighted("table", table(one, other))
weighted("levels given", data.frame(one, other), levels = words)
cat(sprintf("vcd          weighted %.2f\n", vcd::Kappa(table(one, other), weights = "Fleiss-Cohen")$Weighted[["value"]]))
R
Rscript --vanilla "$work/rated.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
ordered      kappa 0.53, weighted 0.57
texts        kappa 0.53, weighted 0.57
numbers      kappa 0.53, weighted 0.91
table        kappa 0.53, weighted 0.91
levels given kappa 0.53, weighted 0.91
vcd          weighted 0.91
END
