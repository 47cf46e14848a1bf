"""Encrypted identities, sealed deliveries and judgements; the door to SQLCipher."""
