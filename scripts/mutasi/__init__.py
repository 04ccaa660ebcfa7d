"""Small defects put into the code one at a time: the fast tests must notice each of them."""
