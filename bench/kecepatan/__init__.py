"""`python -m bench.kecepatan`: AlurIzin beside two floors and other task queues (docs/bench.md)."""
