"""The staff expertise map: a staff's own accounts -> one page of levels by unit and skill, and what to teach next."""
