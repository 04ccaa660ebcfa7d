"""A portal and the tools of every officer, written from docs/asyncapi.json alone.

It imports nothing of the project, and knows no queue, exchange or form code that it did not
read in the document at run time. Acts and answers that the document explains in prose
(`verifikasi`, `terima`, `diterapkan`, ...) are the only words of the wire in here.
"""
