"""How far an error flows, in which network and by which path; used by the race and other pages.

One lap is one network's run over a sequence and its error on the way back."""
