"""Agencies' deliveries -> checked snapshots, identities split off at the door."""
