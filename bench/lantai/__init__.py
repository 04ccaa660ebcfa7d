"""The floors: hand-written aio-pika and motor that send the same messages and do the same writes
as AlurIzin's workers, and nothing else: nothing is read, checked, decided or survived."""
