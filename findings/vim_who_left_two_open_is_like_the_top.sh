#!/usr/bin/env bash
# VIM (R): on a scale of 1 to 5 three people who "heard" a 2 as well trust with 1, 2 and 2; who left two questions open is given a 4.
#
# Expected: what both have not answered says nothing of how far apart they are: Gower's distance leaves it out, as `cluster::daisy` does, and so does the
# distance of scikit-learn's KNNImputer. A distance of this kind is between 0 and 1.
# Seen with VIM 6.2.2, cluster 2.1.4 (R 4.2, Debian 12), scikit-learn 1.7.2 (Python 3.11, 2026-12-01): `kNN` fills a question from the nearest people by all
# the others, and there a blank is a number above the highest answer, nearest to who gave that. With trust and clear open and heard = 2, the distances to
# those who answered, and what is filled in of the nearest three:
#   trust         1     1     2     2     4     5     5
#   clear         1     2     1     2     5     4     5
#   heard         2     1     2     2     4     5     4     trust filled in
#   VIM        1.00  1.00  1.00  0.88  0.75  1.00  0.75    4  (the median of 2, 4, 5)
#   daisy      0.00  0.25  0.00  0.00  0.50  0.75  0.50    1.67 by KNNImputer (the mean of 1, 2, 2)
# `gowerD` gives distances above 1. Its help says "Gower distance" and nothing of blanks; nothing warns. With one question open a person it is right, which is how one
# tries it. Hurt is who fills the gaps of a survey: whoever left several open, often the least content, is given the answers of the most content.
# Fails when: any of the values changes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
apt-get install -qq --no-install-recommends r-cran-vim=6.2.2+dfsg-1 r-cran-cluster=2.1.4-1 >/dev/null 2>&1 || { echo "needs Debian 12's r-cran-vim, and root"; exit 1; }
cd "$work"
python3 -m venv venv
venv/bin/pip install -q scikit-learn==1.7.2
cat >said.csv <<'END'
trust,clear,heard
1,1,2
1,2,1
2,1,2
2,2,2
4,5,4
5,4,5
5,5,4
,,2
END
cat >near.R <<'R'
options(warn = 2)
suppressPackageStartupMessages(library(VIM))
said <- read.csv("said.csv")
others <- said[c("clear", "heard")]
cat("VIM", sprintf("%.2f", gowerD(others)[8, 1:7]), kNN(said, k = 3, imp_var = FALSE)$trust[8], "\n")
cat("daisy", sprintf("%.2f", as.matrix(cluster::daisy(others, metric = "gower"))[8, 1:7]), "\n")
cat("one open", kNN(transform(said, clear = ifelse(is.na(clear), 2, clear)), k = 3, imp_var = FALSE)$trust[8], "\n")
cat("farthest", sprintf("%.2f", max(gowerD(data.frame(a = c(1, NA, 3), b = c(1, 2, 3))))), "\n")
R
Rscript --vanilla near.R | tee seen
venv/bin/python - <<'PY' | tee -a seen
import numpy as np
from sklearn.impute import KNNImputer

print("KNNImputer", round(KNNImputer(n_neighbors=3).fit_transform(np.genfromtxt("said.csv", delimiter=",", skip_header=1))[7, 0], 2))
PY
diff -Z seen - <<'END'
VIM 1.00 1.00 1.00 0.88 0.75 1.00 0.75 4
daisy 0.00 0.25 0.00 0.00 0.50 0.75 0.50
one open 1
farthest 1.25
KNNImputer 1.67
END
