"""All networks by their slug, for everything that is the same for each of them.

Kept apart from the package's front door, so that modules of the engine can look a network up too.
"""

from __future__ import annotations

from lstm97.engine import gru, lstm97, lstm2000, rnn
from lstm97.engine.network import Network
from lstm97.engine.params import Params
from lstm97.records import figures

NETWORKS: dict[str, Network] = {
    module.NETWORK.slug: module.NETWORK for module in (rnn, lstm97, lstm2000, gru)
}


def network_of(params: Params) -> Network:
    """The network that weights belong to; TypeError for what are no weights."""
    try:
        return NETWORKS[params.spec.slug]
    except (AttributeError, KeyError, TypeError):
        raise TypeError(f"params must be weights of a network, got {figures(params)}") from None
