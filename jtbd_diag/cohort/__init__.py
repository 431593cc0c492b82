"""Tables in, results, a cohort report and playbooks out."""
