"""Kabid Perizinan, Sekretaris and Kepala Dinas: approve the draft, and sign it."""
