// Draws the form from the service's description, reads what was typed, and shows faults where they are.
import { make, showProblem } from './dom.mjs';

/** @typedef {import('@matricula/client').Schemas['RegistrationFormResponse']} Form */
/** @typedef {Form['fields'][number]} Field */

/** What HTML calls the widgets that are one control. */
const INPUT_TYPES = { text: 'text', email: 'email', password: 'password', date: 'date', number: 'number', checkbox: 'checkbox' };

/** Terms are accepted by a checkbox like any other. */
const TERMS_POINTER = '#/terms/accepted';

/** @param {Form} form */
export const drawForm = (form) => [...form.fields.map(drawField), ...(form.terms === null ? [] : [drawTerms(form.terms)])];

/** @param {Field} field @param {number} index */
function drawField(field, index) {
  const id = `field-${index}`;
  const isGroup = field.widget === 'radio' || field.widget === 'checkboxes';
  const hint = field.description === null ? [] : [make('p', { class: 'hint', id: `${id}-hint` }, field.description)];
  const error = make('p', { class: 'error', id: `${id}-error` });
  const described = { 'aria-describedby': [...hint, error].map((each) => each.id).join(' ') };
  const label = `${field.label}${field.required ? '' : ' (optional)'}`;
  const place = { 'data-pointer': field.pointer, 'data-label': field.label };
  if (isGroup) {
    return make('fieldset', { ...place, ...described, id }, make('legend', {}, label), ...hint, error, ...drawChoices(field, id));
  }
  const control = drawControl(field, { id, name: field.key, ...described });
  const box = field.widget === 'checkbox';
  const head = box ? make('label', {}, control, ` ${label}`) : make('label', { for: id }, label);
  return make('div', place, head, ...hint, error, ...(box ? [] : [control]));
}

/** @param {Field} field @param {Record<string, string>} attributes */
function drawControl(field, attributes) {
  const all = {
    ...attributes,
    autocomplete: field.autocomplete,
    inputmode: field.inputMode,
    required: field.required,
    min: field.minimum === null ? null : String(field.minimum),
    max: field.maximum === null ? null : String(field.maximum),
  };
  if (field.widget === 'text-area') return make('textarea', { ...all, rows: '5' });
  if (field.widget === 'pull-down') {
    const options = (field.options ?? []).map(({ value, label }) => make('option', { value }, label));
    return make('select', all, make('option', { value: '' }), ...options);
  }
  return make('input', { ...all, type: INPUT_TYPES[/** @type {keyof typeof INPUT_TYPES} */ (field.widget)] });
}

/** @param {Field} field @param {string} id */
const drawChoices = ({ widget, key, options }, id) =>
  (options ?? []).map(({ value, label }, index) => {
    const type = widget === 'radio' ? 'radio' : 'checkbox';
    return make('label', {}, make('input', { type, value, name: key, id: `${id}-${index}` }), ` ${label}`);
  });

/** @param {NonNullable<Form['terms']>} terms */
function drawTerms({ title, html }) {
  const text = make('div', { class: 'terms', tabindex: '0', role: 'region', 'aria-label': title });
  // Safe to show as it is: the service says so of this field.
  text.innerHTML = html;
  const box = make('input', { type: 'checkbox', id: 'terms', name: 'terms', 'aria-describedby': 'terms-error' });
  const error = make('p', { class: 'error', id: 'terms-error' });
  return make(
    'div',
    { 'data-pointer': TERMS_POINTER, 'data-label': title },
    make('h2', {}, title),
    text,
    error,
    make('label', {}, box, ` I accept: ${title}`),
  );
}

/**
 * What was typed, as the body to apply with: each value where its field's pointer says. What was left blank is left out.
 *
 * @param {Form} form
 * @param {HTMLElement} drawn
 * @returns {import('@matricula/client').Schemas['SubmissionRequest']}
 */
export function typedInto(form, drawn) {
  /** @type {any} */
  const body = { formVersion: form.version };
  if (form.signupUrl !== null) body.signupUrl = form.signupUrl.key;
  for (const field of form.fields) {
    const value = valueOf(field, controlsAt(drawn, field.pointer));
    if (value !== undefined) put(body, membersOf(field.pointer), value);
  }
  if (form.terms !== null) {
    body.terms = { version: form.terms.version, accepted: controlsAt(drawn, TERMS_POINTER)[0]?.checked === true };
  }
  return body;
}

/**
 * Fills in again what was typed into an earlier form, where this one asks for the same. Terms are accepted anew.
 *
 * @param {HTMLElement} drawn
 * @param {FormData} typed
 */
export function fillAgain(drawn, typed) {
  for (const control of /** @type {NodeListOf<HTMLInputElement>} */ (drawn.querySelectorAll('input, select, textarea'))) {
    const values = typed.getAll(control.name);
    if (control.type === 'radio' || control.type === 'checkbox') {
      control.checked = control.name !== 'terms' && values.includes(control.value);
    } else if (values.length > 0) {
      control.value = String(values[0]);
    }
  }
}

/** @param {Field} field @param {HTMLInputElement[]} controls */
function valueOf({ widget }, controls) {
  const chosen = controls.filter(({ checked }) => checked).map(({ value }) => value);
  const typed = controls[0]?.value ?? '';
  switch (widget) {
    case 'checkbox':
      return controls[0]?.checked;
    case 'checkboxes':
      return chosen.length === 0 ? undefined : chosen;
    case 'radio':
      return chosen[0];
    case 'number':
      return typed === '' ? undefined : Number(typed);
    default:
      return typed === '' ? undefined : typed;
  }
}

/** @param {any} body @param {string[]} members @param {unknown} value */
function put(body, [first = '', ...rest], value) {
  if (rest.length === 0) body[first] = value;
  else put((body[first] ??= {}), rest, value);
}

/** RFC 6901, as URI fragment. @param {string} pointer */
const membersOf = (pointer) =>
  pointer
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));

/** @param {HTMLElement} drawn @param {string} pointer */
const placeOf = (drawn, pointer) =>
  [...drawn.querySelectorAll('[data-pointer]')].find((place) => {
    const at = place.getAttribute('data-pointer') ?? '';
    return pointer === at || pointer.startsWith(`${at}/`) || at.startsWith(`${pointer}/`);
  });

/** @param {HTMLElement} drawn @param {string} pointer */
const controlsAt = (drawn, pointer) =>
  /** @type {HTMLInputElement[]} */ ([...(placeOf(drawn, pointer)?.querySelectorAll('input, select, textarea') ?? [])]);

/** @param {HTMLElement} drawn */
export function clearErrors(drawn) {
  for (const error of drawn.querySelectorAll('.error')) error.textContent = '';
  for (const control of drawn.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

/**
 * Each fault at its field, and all of them above the form, with links.
 *
 * @param {HTMLElement} drawn
 * @param {readonly import('@matricula/client').FieldError[]} errors
 */
export function showErrors(drawn, errors) {
  const items = errors.map(({ pointer, detail }) => {
    const place = placeOf(drawn, pointer);
    const error = place?.querySelector('.error');
    if (!place || !error) return make('li', {}, detail);
    error.textContent = detail;
    const controls = controlsAt(drawn, pointer);
    for (const control of controls) control.setAttribute('aria-invalid', 'true');
    return make('li', {}, make('a', { href: `#${controls[0]?.id}` }, `${place.getAttribute('data-label')}: ${detail}`));
  });
  showProblem(make('p', {}, 'There is something to correct:'), make('ul', {}, ...items));
}
