"""The lesson on a host that runs scripts only: the server has none of our own routes."""

from streamlit.runtime.pages_manager import PagesManager

from lstm97.ui import frame

PagesManager.uses_pages_directory = False
frame.run()
