"""The use cases: what a person can do, one function each, in one transaction. Every one takes the library and its caller."""
