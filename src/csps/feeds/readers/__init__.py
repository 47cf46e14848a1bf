"""Files of any kind to sheets of text: one reader for each way a file can be built."""
