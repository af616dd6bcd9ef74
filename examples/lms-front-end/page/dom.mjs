// A few words for what browsers call otherwise.

/**
 * @template {HTMLElement} [E=HTMLElement]
 * @param {string} id
 * @param {new () => E} [kind]
 * @returns {E}
 */
export function byId(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof (kind ?? HTMLElement))) throw new Error(`The page has no such element: ${id}`);
  return /** @type {E} */ (element);
}

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean | null | undefined>} attributes left out where false, null or undefined
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else if (value === true) element.setAttribute(name, '');
  }
  element.append(...children);
  return element;
}

/** @param {'apply' | 'sent' | 'log-in' | 'member'} id */
export function show(id) {
  for (const section of document.querySelectorAll('main > section')) section.toggleAttribute('hidden', section.id !== id);
  clearProblem();
  const title = byId(`${id}-title`);
  document.title = `${title.textContent} – Example LMS`;
  title.focus();
}

/** @param {string} text */
export const say = (text) => byId('done').replaceChildren(text);

export function clearProblem() {
  byId('problem').hidden = true;
  say('');
}

/** @param {...(Node | string)} what */
export function showProblem(...what) {
  const place = byId('problem');
  place.replaceChildren(...what);
  place.hidden = false;
  place.focus();
}
