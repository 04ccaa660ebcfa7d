"""The register of SK numbers: a series for each kind of permit and year, without gaps."""
