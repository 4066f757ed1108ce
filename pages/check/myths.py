"""Sayings about LSTM, one at a time; an answer runs the experiment that decides it."""

from lstm97.ui.base.part import part
from lstm97.ui.pages.myths import view as myths

part(myths.PAGE, myths.page)
