"""The room of the page ``recurrent-network``: one recurrent unit, unrolled."""
