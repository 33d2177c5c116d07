"""Everything the system knows in one archive, and back, on whatever database engine (DESIGN §6).

A zip file: one part of JSON lines per table, one part per stored file under its SHA-256, and the signed manifest.
Sessions are left out; so is the secret key, which has no place beside what it protects.
"""
