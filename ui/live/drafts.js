// What is typed in a field and not sent yet is put back when that field is drawn again: after a step back and forth.
// It stays in this tab and nowhere else. A field that was sent has another key, so nothing is put back twice.

const DRAFT_FIELDS = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input[type="text"]';
const drafts = new Map();

const keyOfField = (field) =>
  [...(field.closest('[class*="st-key-"]')?.classList ?? [])].find((name) => name.startsWith("st-key-")) ?? "";

function putDraftsBack(page) {
  if (!drafts.size) return;
  for (const field of page.querySelectorAll(DRAFT_FIELDS)) {
    const typed = drafts.get(keyOfField(field));
    if (!typed || field.value || field === page.activeElement) continue;
    const prototype = field.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(prototype, "value").set.call(field, typed);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  }
}

// Once for a page: the listeners go with it.
function keepDrafts(page) {
  if (page.keepsDrafts) return;
  page.keepsDrafts = true;
  page.addEventListener("input", ({ target }) => {
    if (target.matches?.(DRAFT_FIELDS) && keyOfField(target)) drafts.set(keyOfField(target), target.value);
  }, true);
  new MutationObserver(() => putDraftsBack(page)).observe(page.body, { childList: true, subtree: true });
}
