"""One folder a pelaksana: what it looks at before a task opens, what a decision must bring."""
