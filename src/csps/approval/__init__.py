"""Evidence and people -> may this model be used?"""
