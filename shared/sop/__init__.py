"""SOPs as data: one TOML file each, in the columns of the official table."""
