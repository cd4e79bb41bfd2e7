"""The eval harness: how good a brief is, in numbers that hold."""
