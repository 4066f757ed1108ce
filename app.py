"""The app: the server imports this file when it starts, every session runs it as its script."""

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from lstm97.ui import frame
from lstm97.ui.base.contents import BY_SLUG
from lstm97.ui.lesson import plan
from lstm97.ui.room.routes.server import RoomServer
from lstm97.ui.server.addresses import Addresses
from lstm97.ui.server.client import Client
from lstm97.ui.server.heap import share_stores
from lstm97.ui.server.wire import lifespan

if __name__ == "__main__":
    frame.run()
else:
    # A folder named pages/ makes Streamlit route the very first visitor itself, by file name, and
    # tell them that the page they came for does not exist. The routes are the frame's from the
    # start. Having imported the frame, the server is warm too.
    PagesManager.uses_pages_directory = False
    share_stores()
    rooms = Middleware(RoomServer, stages=plan.titles)
    pages = Middleware(Addresses, slugs=BY_SLUG)
    app = st.App(__file__, middleware=[rooms, pages, Middleware(Client)], lifespan=lifespan)
