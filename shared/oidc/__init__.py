"""An office's own sign-in: OpenID Connect, authorization code with PKCE."""
