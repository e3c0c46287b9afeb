"""One act for many cases: each case is a transaction of its own, with the right asked anew."""
