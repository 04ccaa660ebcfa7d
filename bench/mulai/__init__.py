"""What it takes until somebody can begin: workers until they serve, commands until they end."""
