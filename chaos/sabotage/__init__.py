"""Workers with one of the delivery rules taken out: the campaign has to notice each of them.

Nothing of this is in the product: the ordinary worker is started after a part of its composition
was replaced.
"""
