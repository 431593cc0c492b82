# What R's psych makes of answers: Rscript reference.R KIND FILE. Prints `name value` lines with 15 digits.
suppressWarnings(suppressMessages(library(psych)))
arguments <- commandArgs(trailingOnly = TRUE)
say <- function(name, value) cat(name, sprintf("%.15g", as.numeric(value)), "\n")

scale <- function(x) {
  found <- suppressWarnings(suppressMessages(alpha(x, check.keys = FALSE, warnings = FALSE)))
  say("alpha", found$total$raw_alpha)
  for (item in rownames(found$item.stats)) say(paste0("rest:", item), found$item.stats[item, "r.drop"])
  for (item in rownames(found$alpha.drop)) say(paste0("without:", item), found$alpha.drop[item, "raw_alpha"])
  score <- rowMeans(x, na.rm = TRUE)
  say("sem", sd(score, na.rm = TRUE) * sqrt(1 - found$total$raw_alpha))
  kept <- x[, sapply(x, function(one) sd(one, na.rm = TRUE) > 0)]
  r <- cor(kept, use = "pairwise")
  if (ncol(kept) > 2) {
    one <- suppressWarnings(suppressMessages(fa(r, nfactors = 1, fm = "minres")))
    say("omega", 1 - sum(one$uniquenesses) / sum(r))
  }
}

if (arguments[1] == "scale") scale(read.csv(arguments[2]))
if (arguments[1] == "bfi") {
  data(bfi, package = "psych")
  keys <- list(A = -1, C = c(-4, -5), E = c(-1, -2), N = integer(0), O = c(-2, -5))
  for (name in names(keys)) {
    x <- bfi[, paste0(name, 1:5)]
    for (turned in -keys[[name]]) x[, turned] <- 7 - x[, turned]
    write.csv(x, file.path(arguments[2], paste0(name, ".csv")), row.names = FALSE, na = "")
  }
}
if (arguments[1] == "kappa") {
  table <- as.matrix(read.csv(arguments[2], header = FALSE))
  found <- cohen.kappa(table)
  say("kappa", found$kappa)
  say("variance", found$var.kappa)
}
if (arguments[1] == "icc") {
  found <- ICC(read.csv(arguments[2]), lmer = FALSE)$results["Single_random_raters", ]
  say("icc", found[["ICC"]])
  say("low", found[["lower bound"]])
  say("high", found[["upper bound"]])
}
if (arguments[1] == "polychoric") {
  say("r", suppressWarnings(suppressMessages(polychoric(read.csv(arguments[2]), correct = 0, smooth = FALSE)))$rho[1, 2])
}
if (arguments[1] == "polr") {
  x <- read.csv(arguments[2])
  x$i0 <- ordered(x$i0)
  x$i2 <- factor(x$i2)
  fit <- function(formula) as.numeric(logLik(MASS::polr(formula, data = x)))
  say("none", fit(i0 ~ 1))
  say("alone", fit(i0 ~ i1))
  say("whole", fit(i0 ~ i1 * i2))
}
