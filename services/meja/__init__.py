"""The officers' desk in a browser: a process of its own, which is no pelaksana's."""

NAME = "meja"
