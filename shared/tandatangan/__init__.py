"""Letters signed, and signatures judged: PAdES by a key of the office's own or by the national
service. Importing this package loads no library; signing and judging load theirs at first use."""
