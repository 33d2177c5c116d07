"""No PDF is ever made of boxes, and nothing leaves the house while one is made."""

import subprocess
import sys
from datetime import date

import pytest

from records.rendering import CannotRender, fonts, pdf, render_document
from tests.records.rendering_examples import notice

STYLES = "p { font-size: 12pt }"


@pytest.fixture(autouse=True)
def fresh_font_lists():
    fonts.forget()
    yield
    fonts.forget()


def render(**changes):
    return render_document(
        "notice", notice(**changes), number="枣高安〔2026〕7号", issued_on=date(2026, 3, 27), draft=False
    )


def test_fonts_of_this_machine_draw_a_document():
    assert fonts.missing_fonts() == []
    assert fonts.missing_libraries() == []
    assert render().startswith(b"%PDF")


def test_character_no_font_has_is_refused_by_name():
    with pytest.raises(CannotRender, match=r"U\+E123"):
        render(title="关于\ue123的通知")


def test_uncovered_ignores_spaces_and_joiners():
    assert fonts.uncovered("安全 \t\n\u3000\u200b\u200d") == []


def test_rare_character_of_a_name_is_drawn_by_a_fallback():
    # 㛃 and 𠅤 lie outside GB2312: FandolFang lacks them, Noto has them.
    assert fonts.uncovered("㛃") == []
    assert render(title="关于㛃同志的通知").startswith(b"%PDF")


def test_machine_without_chinese_fonts_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr(fonts, "_fc_list", lambda template: ["DejaVu Sans"] if "family" in template else ["20-7e"])

    problems = fonts.missing_fonts()

    assert len(problems) == len(fonts.ROLES)
    assert all("apt-get install -y fonts-noto-cjk" in problem for problem in problems)
    with pytest.raises(CannotRender, match="fonts-noto-cjk"):
        render()


def test_machine_without_fontconfig_is_told_what_to_install(monkeypatch):
    def absent(*args, **kwargs):
        raise FileNotFoundError("fc-list")

    monkeypatch.setattr(subprocess, "run", absent)

    assert len(fonts.missing_fonts()) == 1
    assert "fontconfig" in fonts.missing_fonts()[0]
    assert fonts.substituted_fonts() == []


def test_machine_without_pango_is_told_what_to_install(monkeypatch, tmp_path):
    """Both at deployment and by the paper that cannot be made."""
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'raise OSError(\"cannot load library libpango-1.0-0\")'\n")
    python.chmod(0o755)
    pdf.TYPESETTER.end()
    monkeypatch.setattr(sys, "executable", str(python))

    (problem,) = fonts.missing_libraries()
    assert "libpango-1.0-0" in problem
    with pytest.raises(CannotRender, match=r"libpango-1\.0-0"):
        render()


def test_absent_fangsong_is_named_and_replaced(monkeypatch):
    monkeypatch.setattr(fonts, "_fc_list", lambda template: ["Noto Serif CJK SC", "Noto Sans CJK SC"])

    assert fonts.missing_fonts() == []
    assert any("仿宋" in line for line in fonts.substituted_fonts())
    assert '--fangsong: "Noto Serif CJK SC"' in fonts.font_stylesheet()


def test_office_fonts_come_first_and_are_not_made_bolder(monkeypatch):
    families = ["方正小标宋简体,FZXiaoBiaoSong-B05S", "仿宋_GB2312", "FandolFang", "Noto Serif CJK SC"]
    monkeypatch.setattr(fonts, "_fc_list", lambda template: families)

    styles = fonts.font_stylesheet()

    assert '--fangsong: "仿宋_GB2312", "FandolFang"' in styles
    assert '--xiaobiaosong: "方正小标宋简体", "FZXiaoBiaoSong-B05S"' in styles
    assert "--xiaobiaosong-weight: normal" in styles


def test_folder_of_the_office_is_added_to_fontconfig(settings, tmp_path, monkeypatch):
    settings.FONT_DIR, settings.VAR = str(tmp_path / "字体"), tmp_path
    # Set first, so that monkeypatch puts the environment back.
    for name in ("FONTCONFIG_FILE", "XUNCHA_FONTCONFIG_FOR"):
        monkeypatch.setenv(name, "unset")
        monkeypatch.delenv(name)

    families = fonts.installed_families()

    assert (tmp_path / "fonts.conf").read_text(encoding="utf-8").count("<dir>") == 1
    assert "Noto Serif CJK SC" in families


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/a.png",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "static/../../etc/passwd",
        "ftp://x/y",
    ],
)
def test_address_outside_the_house_stops_the_document(address):
    with pytest.raises(CannotRender):
        pdf.html_to_pdf([(f"<p>安全</p><img src='{address}'>", STYLES)])


def test_data_address_is_drawn():
    pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="

    assert pdf.html_to_pdf([(f"<p>安全</p><img src='{pixel}'>", STYLES)]).startswith(b"%PDF")


def test_picture_of_our_own_is_drawn(settings, tmp_path):
    (tmp_path / "mark.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    settings.STATICFILES_DIRS = [tmp_path]

    assert pdf.html_to_pdf([("<p>安全</p><img src='mark.svg'>", STYLES)]).startswith(b"%PDF")
