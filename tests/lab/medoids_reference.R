# What R's cluster 2.1 makes of marks (a CSV of 0 and 1, then steps; the number of marks is the second argument).
library(cluster)
options(digits = 15)
arguments <- commandArgs(trailingOnly = TRUE)
cells <- as.matrix(read.csv(arguments[1]))
marks <- as.integer(arguments[2])
kinds <- as.integer(arguments[3])
frame <- as.data.frame(cells)
# two rows that span the whole scale, so that ranges are those of the scale and not of what was seen
whole <- rbind(frame, c(rep(1, marks), rep(0, ncol(cells) - marks)), c(rep(0, marks), rep(kinds - 1, ncol(cells) - marks)))
suppressWarnings(far <- as.matrix(daisy(whole, metric = "gower", type = list(asymm = seq_len(marks)))))
far <- far[seq_len(nrow(cells)), seq_len(nrow(cells))]
cat("distance", far[lower.tri(far)], "\n")
for (k in 2:5) {
  found <- pam(as.dist(far), k, variant = "original")
  cat(paste0("cost", k), found$objective[["swap"]] * nrow(cells), "\n")
  cat(paste0("labels", k), found$clustering, "\n")
  cat(paste0("width", k), silhouette(found$clustering, as.dist(far))[, "sil_width"], "\n")
}
