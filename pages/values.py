"""About these values: where each one comes from, and what is sourced and what is inferred."""

from __future__ import annotations

import streamlit as st

from domain.roles import Deed
from storage.content import the_content
from ui import access
from ui.texts import in_words, say

access.require(Deed.READ_OPEN)
framework = next(iter(the_content().frameworks.values()))
sources = {source.key: source for source in framework.sources}

st.markdown(f"# {say('about.title')}")
st.markdown(in_words(framework.about))
counts = {status: sum(value.status == status for value in framework.current_values()) for status in
          ("codio_certain", "codio_likely", "nearby", "inferred")}  # fmt: skip
st.markdown("\n".join(f"- {say(f'about.{status}', n=count)}" for status, count in counts.items()))

for foundation in framework.foundations:
    st.markdown(f"## {in_words(foundation.name)}")
    st.markdown(in_words(foundation.gist))
    for principle in framework.principles:
        if principle.foundation != foundation.id:
            continue
        st.markdown(f"### {in_words(principle.name)}")
        st.markdown(in_words(principle.gist))
        for value in framework.current_values():
            if value.principle == principle.id:
                named = ", ".join(sources[key].title for key in value.sources) or say("about.no_source")
                st.markdown(f"**{in_words(value.name)}**: {in_words(value.gist)}  \n"
                            f"_{say(f'about.status_{value.status}')} · {named}_")  # fmt: skip

st.markdown(f"## {say('about.sources')}")
st.markdown("\n".join(f"- {source.title}: {source.address}" for source in framework.sources))
st.caption(say("about.version", version=framework.version))
