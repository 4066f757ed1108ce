"""The paper as data: Tables 10 and 11, Tables 1 to 9, and the rows that can be run."""
