"""How far an error gets, in which network, by which way: what the race and other pages share.

One lap is one network's run over a sequence and its error on the way back."""
