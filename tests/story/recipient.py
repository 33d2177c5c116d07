"""What a body does that gets copies of the results."""


def receive(recipient):
    recipient.take_up("Confirm receipt of the copy").look("copy", with_axe=True)
    recipient.press("Confirm receipt of the copy").send()
