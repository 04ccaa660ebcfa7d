"""The task queues that AlurIzin is measured beside, set up as their own manuals say: one task a
hop, which does one durable update in the store and then sends the next hop's task."""
