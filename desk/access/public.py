"""The doors that stand open to whoever has not signed in."""

# Open to the whole world, and why; the tests spell this list out a second time.
PUBLIC = {
    "accounts:health": {"GET"},
    "ready": {"GET"},
    "accounts:sign-in": {"GET", "POST"},
    "accounts:sign-out": {"POST"},
    "set-language": {"GET", "POST", "DELETE"},
    # 三(三)6: announced to the public.
    "rectification:public-list": {"GET"},
    "rectification:public-detail": {"GET"},
    # Whoever holds a paper asks whether it is genuine.
    "records:paper-check-form": {"GET"},
    "records:paper-check": {"GET"},
}
# What stands behind the public doors that lead to one thing: the thing of the world, and its fields in the address.
PUBLIC_THINGS = {
    "rectification:public-detail": ("announcement", ("token",)),
    "records:paper-check": ("document", ("code",)),
}
# Sends whoever is signed in already to his desk, whatever the method.
WELCOMES = {"accounts:sign-in"}
