"""The applicant's side: submits, corrects, and receives the SK."""
