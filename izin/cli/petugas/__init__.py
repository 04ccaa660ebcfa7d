"""`izin petugas`: who may decide in which role, and whether the register is sound."""
