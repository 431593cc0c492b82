"""What krippendorff, irrCAC and scikit-learn make of ratings: read as JSON from standard input, answered as JSON.

Run in an environment of its own, since irrCAC wants an older numpy than the program. null is a missing rating.
"""

import json
import sys
import warnings

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from sklearn.metrics import adjusted_rand_score, cohen_kappa_score, silhouette_score


def ratings_of(asked):
    rows = np.array([[np.nan if one is None else one for one in row] for row in asked["ratings"]], float)
    kinds = list(range(asked["kinds"]))
    found = {"kappa": None}
    for level in ("nominal", "ordinal"):
        try:
            value = krippendorff.alpha(rows.T, level_of_measurement=level, value_domain=kinds)
            found[level] = None if np.isnan(value) else float(value)
        except ValueError:  # all ratings alike
            found[level] = None
    told = CAC(pd.DataFrame(rows), categories=kinds, digits=12).gwet()["est"]
    found["alike"], found["ac1"] = float(told["pa"]), float(told["coefficient_value"])
    if rows.shape[1] == 2:
        both = ~np.isnan(rows).any(1)
        value = cohen_kappa_score(*rows[both].T.astype(int), labels=kinds)
        found["kappa"] = None if np.isnan(value) else float(value)
    return found


def clusters_of(asked):
    distances = np.array(asked["distances"], float)
    return {
        "silhouette": float(silhouette_score(distances, asked["labels"], metric="precomputed")),
        "rand": float(adjusted_rand_score(asked["labels"], asked["others"])),
    }


warnings.simplefilter("ignore")  # of ratings that are all alike
asked = json.load(sys.stdin)
json.dump([ratings_of(one) if "ratings" in one else clusters_of(one) for one in asked], sys.stdout)
