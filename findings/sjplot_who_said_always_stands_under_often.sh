#!/usr/bin/env bash
# sjPlot (R): in a table of answers by question, if nobody chose "Sometimes", those who said "Often" stand under it, and those who said "Always" under "Often".
#
# Expected: a share stands under its own answer, and one that nobody gave has 0 %, as it has where one of the questions alone lacks it.
# Seen with sjPlot 2.8.12 (R 4.2, Debian 12, 2026-11-30), `tab_stackfrq` on answers 1 to 5 of which nobody gave the 3, with `value.labels` or none:
#           Never    Rarely   Sometimes  Often    Always
#   clear   20.00 %  20.00 %  20.00 %    40.00 %             (right: 20, 20, 0, 20, 40)
#   heard    0.00 %  25.00 %  50.00 %    25.00 %             (right:  0, 25, 0, 50, 25)
# The head has five columns, the rows have four, from the left; with `show.total` the number of people is what stands under "Always". Once one person says
# 3 it is right, and so it is with labels in the data. Nothing warns. Hurt is who prints the batteries of small schools one after the other with the words
# of the scale given by hand: where a step is unused, as is common there, the best answers move down by one.
# Fails when: a 3 that nobody gave has its own 0 %.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-sjplot=2.8.12+dfsg-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-sjplot, and root"; exit 1; }
cat >"$work/said.R" <<'R'
options(warn = 2)
words <- c(Never = 1, Rarely = 2, Sometimes = 3, Often = 4, Always = 5)
said <- data.frame(clear = c(1, 2, 4, 5, 5), heard = c(2, 4, 4, 5, NA))
rows <- function(name, table) {
  cat(name, "\n")
  for (row in strsplit(table$page.content, "</tr>")[[1]]) {
    cells <- regmatches(row, gregexpr("<t[hd][^>]*>.*?</t[hd]>", row, perl = TRUE))[[1]]
    if (length(cells)) cat(gsub("\\s|&nbsp;|<[^>]*>", "", cells), sep = " | ", fill = TRUE)
  }
}
rows("words by hand", sjPlot::tab_stackfrq(said, value.labels = names(words)))
rows("with n", sjPlot::tab_stackfrq(said, show.total = TRUE))
rows("one says 3", sjPlot::tab_stackfrq(rbind(said, c(3, NA)), value.labels = names(words)))
rows("words in the data", sjPlot::tab_stackfrq(sjlabelled::set_labels(said, labels = words)))
R
Rscript --vanilla "$work/said.R" >"$work/seen"
cat "$work/seen"
diff -b "$work/seen" - <<'END'
words by hand 
 | Never | Rarely | Sometimes | Often | Always
clear | 20.00% | 20.00% | 20.00% | 40.00%
heard | 0.00% | 25.00% | 50.00% | 25.00%
with n 
 | 1 | 2 | 3 | 4 | 5 | N
clear | 20.00% | 20.00% | 20.00% | 40.00% | 5
heard | 0.00% | 25.00% | 50.00% | 25.00% | 4
one says 3 
 | Never | Rarely | Sometimes | Often | Always
clear | 16.67% | 16.67% | 16.67% | 16.67% | 33.33%
heard | 0.00% | 25.00% | 0.00% | 50.00% | 25.00%
words in the data 
 | Never | Rarely | Sometimes | Often | Always
clear | 20.00% | 20.00% | 0.00% | 20.00% | 40.00%
heard | 0.00% | 25.00% | 0.00% | 50.00% | 25.00%
END
