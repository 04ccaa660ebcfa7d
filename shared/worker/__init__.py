"""The shell around every pelaksana: receive, decide, write, publish, answer, acknowledge."""
