"""`izin audit`: is everything that the store holds what AlurIzin would have written?"""
