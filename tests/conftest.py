"""Whatever all suites share."""

import gc

from csps.pipeline.collection import SELDOM

# Expressions make so many small objects that looking through them took a tenth of every suite.
gc.set_threshold(*SELDOM)
