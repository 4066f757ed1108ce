"""A link to take along: as text, as a code for phones, for a page of one's own, and how to cite it.

Everything is made of the link itself; nothing is kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape

import segno
import streamlit as st

from lstm97.ui.base.files.save import Download, save
from lstm97.ui.base.text import t

WIDTH = 150  # pixels of a code, or somewhat less; of a long link, more
BORDER = 2  # squares around it
EMBED = '<iframe src="{src}" title="{title}" width="100%" height="720" style="border:0"></iframe>'


def share(address: str, take: Callable[[], str] = lambda: "") -> None:
    """Draw what a reader may do with an address: copy it, scan it; folded, embed and cite it.

    ``take`` draws what else may be taken along and returns Python that belongs to it, or "".
    """
    st.caption(t("common.controls.link_help"))
    st.code(address, language=None)
    with st.container(horizontal=True, gap="small", key="take-away"):
        code_to_scan = f'alt="{escape(t("common.share.qr"))}" src="{qr(address)}"'
        st.html(f'<img {code_to_scan} width="{qr_width(address)}">')
        with st.container(gap="small"):
            copy = Download(t("common.share.copy"), "", address, thanks=t("common.share.copied"))
            save([copy], key="copy-link")
            code = take()
    if code:
        _fold("code", code, "python")
    _fold("embed", embed_code(address), "html")
    with st.expander(t("common.share.cite_title")):
        st.markdown(t("common.share.cite"))


def _fold(name: str, code: str, language: str) -> None:
    with st.expander(t(f"common.share.{name}_title")):
        st.caption(t(f"common.share.{name}"))
        st.code(code, language=language, wrap_lines=True)


def qr(address: str) -> str:
    """The address as a code to scan, as the URL of a picture."""
    return str(_code(address).svg_data_uri(scale=4, border=BORDER, light="white"))


def qr_width(address: str) -> int:
    """Pixels of the code on a page: each of its squares has as many, and no fewer than 3."""
    squares, _ = _code(address).symbol_size(border=BORDER)
    return int(squares) * max(3, WIDTH // int(squares))


def _code(address: str) -> segno.QRCode:
    return segno.make(address, error="l", micro=False)


def embed_code(address: str) -> str:
    """HTML that shows the page of an address, without its menu, in a page of one's own."""
    join = "&" if "?" in address else "?"
    src = escape(f"{address}{join}embed=true")
    return EMBED.format(src=src, title=escape(t("common.app.name")))
