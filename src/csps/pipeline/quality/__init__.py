"""What the data of a week is worth: each feed, each rule, and what it does to the picture of families."""
