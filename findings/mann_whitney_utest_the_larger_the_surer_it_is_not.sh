#!/usr/bin/env bash
# mann-whitney-utest: two schools of 100 that differ with p < 10⁻¹⁷ do not; two people against two do. The more people, the less anything differs.
#
# Expected: `significant(u, samples)` says yes where p is below 0.05; its page: "To test whether the result is significant, use the `significant` method".
# Seen with mann-whitney-utest 1.0.5 and its fork @tainakanchu/mann-whitney-utest 1.1.0, the same of both (Node 20, 2026-11-30), and SciPy 1.17.1:
#                                               U       criticalValue   significant   p (SciPy)
#   100 and 100, means 2.0 and 3.65             1525    8.68            no            4e-18
#   10 and 10, nine and nine of them apart      5.5     3.69            no            0.0003
#   1 and 2 against 3 and 4                     0       1.55            yes           0.33
# U and its z are right, ties too. `criticalValue` is not one, but the z of U, and `significant` is U < z: U grows with the product of both sizes, z with
# the root of one, so that from a dozen people on it takes schools that do not overlap at all, which are "significant" with two people as well. Nothing
# warns. Hurt is who shows "no difference" in a page of results by it: the larger the survey the surer. Take z from `criticalValue` and hold it against 1.96,
# from about ten people each on.
# Fails when: any of the three is told otherwise.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund mann-whitney-utest@1.0.5 @tainakanchu/mann-whitney-utest@1.1.0 >/dev/null
python3 -m venv venv
venv/bin/pip install -q scipy==1.17.1
cat >schools.json <<'END'
[[[40, 30, 20, 10, 0], [5, 10, 25, 35, 25]], [[9, 1, 0, 0, 0], [1, 0, 0, 2, 7]], [[1, 1, 0, 0, 0], [0, 0, 1, 1, 0]]]
END
cat >test.js <<'JS'
const answers = (counts) => counts.flatMap((people, at) => Array(people).fill(at + 1));
for (const pair of require("./schools.json")) {
  const samples = pair.map(answers);
  for (const name of ["mann-whitney-utest", "@tainakanchu/mann-whitney-utest"]) {
    const tests = require(name);
    const u = tests.test(samples);
    console.log(Math.min(...u), tests.criticalValue(u, samples).toFixed(2), tests.significant(u, samples));
  }
}
JS
node test.js >seen
venv/bin/python - >>seen <<'PY'
import json
from scipy.stats import mannwhitneyu

for pair in json.load(open("schools.json")):
    north, south = ([step for step, people in enumerate(counts, 1) for _ in range(people)] for counts in pair)
    print(f"{mannwhitneyu(north, south).pvalue:.0e}")
PY
cat seen
diff seen - <<'END'
1525 8.68 false
1525 8.68 false
5.5 3.69 false
5.5 3.69 false
0 1.55 true
0 1.55 true
4e-18
3e-04
3e-01
END
