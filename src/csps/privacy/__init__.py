"""Duties to the people in the data: retention, access, correction, restriction."""
