pytest_plugins = ["tests.servers", "tests.workers"]
