"""Whatever all suites share."""

import gc

from csps.pipeline.collection import SELDOM

gc.set_threshold(
    *SELDOM
)  # expressions make so many small objects that looking through them took a tenth of every suite
