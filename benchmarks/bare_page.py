"""The peer of the ranking page: the least that Streamlit and Plotly need for one bar chart."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

CITIES = [f"City {i:02d}" for i in range(1, 21)]
VALUES = [20 * i for i in range(1, 21)]

st.title("One chart")
st.plotly_chart(go.Figure(go.Bar(x=VALUES, y=CITIES, orientation="h")))
