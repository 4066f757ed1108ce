"""One slider and one chart, and nothing of ours: what the pace of our pages is compared with."""

import streamlit as st

st.title("One chart")
power = st.slider("Power", 1, 20, 3)
points = [{"x": x, "y": (x / 50) ** power} for x in range(51)]
axes = {name: {"field": name, "type": "quantitative"} for name in "xy"}
st.vega_lite_chart({"data": {"values": points}, "mark": "line", "encoding": axes, "height": 400})
