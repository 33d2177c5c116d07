"""Names of the statutory days. The calendar stores them as the State Council's notice writes them, in Chinese."""

from django.utils.translation import gettext_lazy as _

_LABELS = {
    "元旦": _("New Year's Day"),
    "春节": _("Spring Festival"),
    "农历除夕": _("Lunar New Year's Eve"),
    "清明节": _("Qingming Festival"),
    "劳动节": _("Labour Day"),
    "端午节": _("Dragon Boat Festival"),
    "中秋节": _("Mid-Autumn Festival"),
    "国庆节": _("National Day"),
    "抗战胜利70周年纪念日": _("70th anniversary of Victory Day"),
}


def holiday_label(name: str):
    """The name in the reader's language; a name the office typed stays as typed."""
    return _LABELS.get(name, name)
