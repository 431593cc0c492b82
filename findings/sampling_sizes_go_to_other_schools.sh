#!/usr/bin/env bash
# sampling (R): five are to be drawn at North and thirty at South; where the list of staff begins with South, thirty are drawn at North and five at South.
#
# Expected: sizes with names, `c(North = 5, South = 30)`, go to the strata of these names, or are refused.
# Seen with sampling 2.9 (R 4.2, Debian 12, 2026-11-30): `strata` gives the first size to the stratum of the first row, the second to the next that comes, and
# reads no names, also where they are of no stratum. The probabilities that it returns are those of what was drawn, so that weights are right and
# nothing looks wrong. Its page, in depth, says that sizes are "in the order in which the strata are given in the input data set", and to sort
# first; it neither checks nor warns. Hurt is who draws by a plan: the small school is asked nearly whole, the large one by a handful.
# Instead: `data[order(data$school), ]`, and sizes as `plan[sort(unique(data$school))]`.
# Fails when: the sizes go by their names, or a warning is given.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-sampling=2.9-2 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-sampling, and root"; exit 1; }
cat >"$work/drawn.R" <<'R'
suppressMessages(library(sampling))
options(warn = 2)
staff <- data.frame(id = 1:100, school = rep(c("North", "South"), c(40, 60)))
draw <- function(name, staff, size) {
  drawn <- strata(staff, "school", size = size, method = "srswor")
  one_in <- tapply(1 / drawn$Prob, drawn$school, unique)
  cat(sprintf("%-18s North %d, South %d, weights %.2f and %.2f\n", name, sum(drawn$school == "North"), sum(drawn$school == "South"), one_in[["North"]], one_in[["South"]]))
}
plan <- c(North = 5, South = 30)
draw("sorted", staff, plan)
draw("South first", staff[100:1, ], plan)
draw("plan turned round", staff, rev(plan))
draw("no such schools", staff, c(East = 5, West = 30))
R
Rscript --vanilla "$work/drawn.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
sorted             North 5, South 30, weights 8.00 and 2.00
South first        North 30, South 5, weights 1.33 and 12.00
plan turned round  North 30, South 5, weights 1.33 and 12.00
no such schools    North 5, South 30, weights 8.00 and 2.00
END
