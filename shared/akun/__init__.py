"""Who a person is: accounts, sessions, second factors. The register says what they may do."""
