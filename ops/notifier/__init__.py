"""Carries announcements to where people look: e-mail, chat, webhooks."""

NAME = "kabar"
"""Its name in `izin jalankan`: next to the pelaksana, and none of them."""
