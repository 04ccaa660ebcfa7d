"""Carries announcements to where people look: e-mail, chat, webhooks."""

NAME = "kabar"
"""What `izin jalankan` calls it: beside the pelaksana, and none of them."""
