"""A link to take along: as text, as a code for phones, for a page of one's own, and how to cite it.

Everything is made of the link itself; nothing is kept anywhere.
"""

from __future__ import annotations

from html import escape

import segno
import streamlit as st

from lstm97.ui.base.text import t

EMBED = '<iframe src="{src}" title="{title}" width="100%" height="720" style="border:0"></iframe>'


def share(address: str) -> None:
    """Draw what a reader may do with an address."""
    st.markdown(t("common.controls.link_help"))
    st.code(address, language=None, wrap_lines=True)
    st.html(f'<img alt="{escape(t("common.share.qr"))}" src="{qr(address)}" style="width:190px">')
    st.markdown(t("common.share.embed"))
    st.code(embedded(address), language="html", wrap_lines=True)
    st.markdown(t("common.share.cite"))


def qr(address: str) -> str:
    """The address as a code to scan, as the URL of a picture."""
    code = segno.make(address, error="l", micro=False)
    return str(code.svg_data_uri(scale=4, border=2, light="white"))


def embedded(address: str) -> str:
    """HTML that shows the page of an address, without its menu, in a page of one's own."""
    join = "&" if "?" in address else "?"
    src = escape(f"{address}{join}embed=true")
    return EMBED.format(src=src, title=escape(t("common.app.name")))
