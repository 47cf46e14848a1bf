"""Who people are on paper: names, addresses and numbers, and what each agency's system has on file about them.

Everything is invented and built so that it cannot be anybody's: postcodes in an area that Great Britain does not have,
NHS numbers from the test range, National Insurance prefixes that were never issued. Word lists are data files in
`words/`, read when first asked for. All randomness comes through the generator that the caller passes.
"""
