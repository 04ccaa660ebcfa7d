"""Carries announcements to where people look: e-mail, chat, webhooks."""
