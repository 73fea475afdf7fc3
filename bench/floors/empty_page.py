"""A page with one line of text: what the page server costs when the app does nothing."""

import streamlit as st

st.markdown("Hello")
