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

EMBED = '<iframe src="{src}" title="{title}" width="100%" height="720" style="border:0"></iframe>'


def share(address: str, take: Callable[[], str] = lambda: "") -> None:
    """Draw what a reader may do with an address: copy it, scan it; folded, embed and cite it.

    ``take`` draws what else may be taken along and returns Python that belongs to it, or "".
    """
    st.caption(t("common.controls.link_help"))
    st.code(address, language=None)
    with st.container(horizontal=True, gap="small", key="take-away"):
        st.html(f'<img alt="{escape(t("common.share.qr"))}" src="{qr(address)}">')
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
    code = segno.make(address, error="l", micro=False)
    return str(code.svg_data_uri(scale=4, border=2, light="white"))


def embed_code(address: str) -> str:
    """HTML that shows the page of an address, without its menu, in a page of one's own."""
    join = "&" if "?" in address else "?"
    src = escape(f"{address}{join}embed=true")
    return EMBED.format(src=src, title=escape(t("common.app.name")))
