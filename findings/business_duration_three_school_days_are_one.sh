#!/usr/bin/env bash
# business-duration: a request that lay from Monday at 8 to Wednesday at 16, in a school open from 8 to 16, lay one business day, and one of a single day a third.
#
# Expected: with the hours given a business day is from opening to closing, so that this is three days; its page says that hours outside of them are left out.
# Seen with business-duration 0.68, pandas 2.3.3 (Python 3.11, 2026-12-01):
#   from, to                          hours given   in hours   in days
#   Monday 8:00, Wednesday 16:00      8 to 16       24         1.0
#   Monday 8:00, Monday 16:00         8 to 16       8          0.33
#   Monday 8:00, Wednesday 16:00      none          56         2.33
#   Monday 0:00, Thursday 0:00        none          72         3.0
# Business hours are added up and then divided by 24. Without hours given a day is a whole one, so that the same request takes longer. Nothing warns, and a third of a plausible
# number is plausible. Hurt is who holds a promise of "answered within five school days" against it: what lay for fifteen was in time. Instead: hours, divided by those of a day.
# Fails when: the first is 3, or days are refused beside hours.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q business-duration==0.68 pandas==2.3.3 numpy==2.0.2
venv/bin/python -W error::UserWarning - >seen <<'PY'
from datetime import time

import pandas as pd
from business_duration import businessDuration

open_hours = {"starttime": time(8), "endtime": time(16)}
for start, end, hours in (
    ("2026-09-14 08:00", "2026-09-16 16:00", open_hours),
    ("2026-09-14 08:00", "2026-09-14 16:00", open_hours),
    ("2026-09-14 08:00", "2026-09-16 16:00", {}),
    ("2026-09-14", "2026-09-17", {}),
):
    days, passed = (businessDuration(pd.to_datetime(start), pd.to_datetime(end), unit=unit, **hours) for unit in ("day", "hour"))
    print(f"{start:16} {end:16} {'8 to 16' if hours else 'no hours'}: {passed:.0f} hours, {days:.2f} days")
PY
cat seen
diff seen - <<'END'
2026-09-14 08:00 2026-09-16 16:00 8 to 16: 24 hours, 1.00 days
2026-09-14 08:00 2026-09-14 16:00 8 to 16: 8 hours, 0.33 days
2026-09-14 08:00 2026-09-16 16:00 no hours: 56 hours, 2.33 days
2026-09-14       2026-09-17       no hours: 72 hours, 3.00 days
END
