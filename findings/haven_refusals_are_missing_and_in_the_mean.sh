#!/usr/bin/env bash
# haven (R): a refusal, coded 9, is missing to `is.na` and to a model, and is a 9 in the mean, the median, the spread and the table.
#
# Expected: a code that the file declares missing, and that `is.na()` calls missing, is left out by `na.rm = TRUE`, or nothing leaves it out.
# Seen with haven 2.5.1 (R 4.2, Debian 12, 2026-11-30), an SPSS file of ratings 1 2 5 4 and two refusals, read with `user_na = TRUE`:
#   `sum(!is.na(x))`, rows left by `na.omit`            4
#   `mean(x[!is.na(x)])`, `lm(x ~ 1)`, `t.test(x)`       3
#   `mean(x, na.rm = TRUE)`                              5
#   `median`, `var`, `max`, with na.rm = TRUE            4.5, 11.6, 9   (of the four: 3, 3.33, 5)
#   `complete.cases`                                     all six
# In groups by `tapply` the same. Nothing warns, and a 9 on a scale to 5 makes means that look high, not wrong. Hurt is who keeps the codes to tell
# refusals from skipped questions, as reports on responses need: n = 4 stands beside a mean of six, and the regression differs from the table.
# Fails when: na.rm leaves the refusals out, or is.na counts them as answers.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-haven=2.5.1-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-haven, and root"; exit 1; }
cd "$work"
cat >said.R <<'R'
library(haven)
options(warn = 2)
said <- labelled_spss(c(1, 2, 5, 9, 4, 9), c(Never = 1, Always = 5, Refused = 9), na_values = 9)
write_sav(data.frame(x = said), "said.sav")
x <- read_sav("said.sav", user_na = TRUE)$x
found <- c(
  answered = sum(!is.na(x)), rows = nrow(na.omit(data.frame(x))), complete = sum(complete.cases(data.frame(x))),
  by_hand = mean(x[!is.na(x)]), lm = unname(coef(lm(x ~ 1))), t_test = unname(t.test(x)$estimate),
  mean = mean(x, na.rm = TRUE), median = median(x, na.rm = TRUE), var = var(x, na.rm = TRUE), max = max(x, na.rm = TRUE),
  not_kept = mean(read_sav("said.sav")$x, na.rm = TRUE)
)
print(found)
stopifnot(found == c(4, 4, 6, 3, 3, 3, 5, 4.5, 11.6, 9, 3))
R
Rscript --vanilla said.R
