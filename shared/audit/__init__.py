"""Is what the store holds what the SOPs allow? Pure: stored applications in, findings out.

Nothing here uses the flow that the workers use: the rules are read from the SOP a second time,
so that a mistake in the flow would show. `izin audit` and the demo share it.
"""
