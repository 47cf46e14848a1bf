"""Pages for coordinators and reviewers: server-rendered, the only door to Flask."""
