"""案卷: the papers and evidence of one matter in one ZIP and one PDF/A that are read and checked without the system
(四(二)二, R83). What belongs to a matter is said by the app that owns it."""
