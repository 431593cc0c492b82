#!/usr/bin/env bash
# dtplyr (R): of each school the highest ratings are asked for; everybody who left it open is there as well, as a person without a name, a school or a rating.
#
# Expected: `filter(rating == max(rating, na.rm = TRUE))` and `slice_max` keep, by group, the rows for which it holds, as in dplyr, whose verbs these are.
# Seen with dtplyr 1.2.2, dplyr 1.0.10, data.table 1.14.8 (R 4.2, Debian 12, 2026-12-01): seven people, two of them left it open:
#   asked for                        dplyr          dtplyr
#   highest of each school           Ana, Cem       Ana, Cem and two rows of nothing but NA
#   slice_max, one of each school    Ana, Cem       Ana, Cem and two rows of nothing but NA
#   those above their school's mean  Ana, Cem       Ana, Cem and two rows of nothing but NA
#   the same, without groups         Ana, Cem       Ana, Cem
# Rows are taken by their number within the group, and where the condition is not known the number is NA. Neither who they were nor their school is left, so that
# they make a school of their own. Nothing warns. Hurt is who counts or invites those rated highest: nominations by school have as many more as people left it open, and a school
# "NA". Instead: `filter(!is.na(rating))` first.
# Fails when: both engines keep the same people.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-dtplyr=1.2.2-1 r-cran-dplyr=1.0.10-1 "r-cran-data.table=1.14.8+dfsg-1" >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-dtplyr, and root"; exit 1; }
cat >"$work/highest.R" <<'R'
suppressMessages({library(dplyr); library(dtplyr)})
options(warn = 2)
staff <- tibble(
  name = c("Ana", "Bo", "Cem", "Dee", "Eli", "Fay", "Gus"), school = c("North", "North", "South", "South", "North", "South", "North"),
  rating = c(5, 2, 4, 1, NA, NA, 2)
)
asked <- list(
  highest = function(people) people %>% group_by(school) %>% filter(rating == max(rating, na.rm = TRUE)),
  slice_max = function(people) people %>% group_by(school) %>% slice_max(rating, n = 1),
  above_mean = function(people) people %>% group_by(school) %>% filter(rating > mean(rating, na.rm = TRUE)),
  without_groups = function(people) people %>% filter(rating > 3)
)
for (name in names(asked)) {
  kept <- lapply(list(staff, lazy_dt(staff)), function(people) as.data.frame(asked[[name]](people) %>% ungroup()))
  cat(sprintf("%-15s dplyr %s; dtplyr %s\n", name, paste(sort(kept[[1]]$name), collapse = " "), paste(sort(kept[[2]]$name, na.last = TRUE), collapse = " ")))
}
asked$highest(lazy_dt(staff)) %>% ungroup() %>% count(school) %>% as.data.frame() %>% print()
R
Rscript --vanilla "$work/highest.R" >"$work/seen"
cat "$work/seen"
diff "$work/seen" - <<'END'
highest         dplyr Ana Cem; dtplyr Ana Cem NA NA
slice_max       dplyr Ana Cem; dtplyr Ana Cem NA NA
above_mean      dplyr Ana Cem; dtplyr Ana Cem NA NA
without_groups  dplyr Ana Cem; dtplyr Ana Cem
  school n
1   <NA> 2
2  North 1
3  South 1
END
