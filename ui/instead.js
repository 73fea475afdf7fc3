// Puts our words where the page server has words of its own in English only, before they are painted. Words are replaced
// by what they say as a whole and only at the places named here, so that nothing that a person wrote is touched.
{
  const OURS = {};
  const NAMES = [
    [/^(Close|Dismiss)$/, "close"], [/^Clear (value|all|entry)$/, "clear"], [/^Increment$/, "more"], [/^Decrement$/, "less"],
    [/^Open$/, "open_list"], [/^Choose (an option|options)$/, "choose"], [/^Copy to clipboard$/, "copy"],
    [/^Copied$/, "copied"], [/^Show password$/, "show_password"], [/^Hide password$/, "hide_password"],
    [/^Notifications$/, "notices"], [/^(file upload|Upload .*)$/, "choose_file"], [/^Remove .*\.json$/, "remove_file"],
  ];
  const WORDS = [
    [/^No results$/, "nothing_found"], [/^(Upload|Browse files?)$/, "choose_file"], [/^Skip to main content$/, "skip"],
    [/^Only one file is allowed\.$/, "one_file"], [/files are not allowed\.$/, "wrong_file"],
    [/^File must be .*smaller\.$/, "large_file"], [/^(\d+) options? available\.$/, "choices"],
    [/^(.*), selected$/, "chosen"], [/^Connection error$/, "away"], [/^(Streamlit server|Is Streamlit|Connection (failed|timed))/, "away_what"],
  ];
  const NAMED = "[aria-label], [placeholder], [title]";
  const PLACES = '[data-testid="stFileUploader"], [role="listbox"], [role="dialog"], [data-live-announcer], [data-testid="stSkipToContent"]';
  const ICON = '[data-testid="stIconMaterial"][aria-label], [role="img"][aria-label$=" icon"]';
  const TOAST = '[data-testid="stToast"]:not([aria-label])';

  const ours = (said, list) => {
    for (const [theirs, key] of list) {
      const found = said.trim().match(theirs);
      if (found) return OURS[key].replace("#", () => found[1]);
    }
    return null;
  };

  const rename = (element) => {
    for (const name of ["aria-label", "placeholder", "title"]) {
      const said = element.getAttribute(name);
      const own = said && ours(said, NAMES);
      if (own && own !== said) element.setAttribute(name, own);
    }
  };

  const reword = (place) => {
    const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const own = ours(texts.currentNode.nodeValue, WORDS);
      if (own && own !== texts.currentNode.nodeValue) texts.currentNode.nodeValue = own;
    }
  };

  // An icon beside words says nothing of its own, and its name is one of a drawing.
  const hush = (icon) => {
    icon.removeAttribute("aria-label");
    icon.setAttribute("aria-hidden", "true");
  };

  const all = (root, selector) => [...(root.matches(selector) ? [root] : []), ...root.querySelectorAll(selector)];

  const look = (root) => {
    all(root, ICON).forEach(hush);
    all(root, TOAST).forEach((toast) => toast.setAttribute("aria-label", OURS.notice));
    all(root, NAMED).forEach(rename);
    const around = root.closest(PLACES);
    (around ? [root] : all(root, PLACES)).forEach(reword);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") look(target);
      else if (type === "characterData") target.parentElement?.closest(PLACES) && reword(target.parentElement);
      else for (const node of addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE) look(node);
        else if (node.parentElement?.closest(PLACES)) reword(node.parentElement);
      }
    }
  }).observe(document.documentElement, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["aria-label", "placeholder", "title"],
  });
}
