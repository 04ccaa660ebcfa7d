"""Who may decide: officers, their roles and mandates, and the rule of four eyes. Pure."""
