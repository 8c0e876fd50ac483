package tables

// Raced is raced, for tests from outside.
const Raced = raced
