"""The pre-test and the post-test, and the questions of each module that they are built from."""
