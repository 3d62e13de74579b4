"""Data to Plotly figures: no queries, no Streamlit, no words of their own."""
