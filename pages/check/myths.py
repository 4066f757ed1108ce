"""Sayings about LSTM, one at a time; an answer runs the experiment that decides it."""

from lstm97.ui.base.part import part
from lstm97.ui.pages.myths.experiment import PAGE
from lstm97.ui.pages.myths.view import page

part(PAGE, page)
