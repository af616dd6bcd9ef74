// The page: applying, waiting, logging in, being a member. What it asks is in service.mjs, the form in fields.mjs.
import { idempotent, isProblem } from '@matricula/client';
import { byId, clearProblem, make, say, show, showProblem } from './dom.mjs';
import { clearErrors, drawForm, fillAgain, showErrors, typedInto } from './fields.mjs';
import * as service from './service.mjs';

/** @typedef {import('@matricula/client').Schemas['RegistrationFormResponse']} Form */

/** @type {Form} */
let form;
/** Made anew when something is changed: what is sent twice, by a double click or after an answer was lost, is one application. */
let key = newKey();

const TICKET = 'ticket';
const EMAIL = 'email';

function newKey() {
  return idempotent()['Idempotency-Key'];
}

/**
 * What somebody asked for, with what goes wrong shown to them; the button is not pressed twice meanwhile.
 *
 * @param {string} id of a form or a button
 * @param {() => Promise<void>} task
 */
function when(id, task) {
  const element = byId(id);
  const isForm = element instanceof HTMLFormElement;
  element.addEventListener(isForm ? 'submit' : 'click', (event) => {
    event.preventDefault();
    const button = isForm ? element.querySelector('button') : element;
    void attempt(task, /** @type {HTMLButtonElement} */ (button));
  });
}

/** @param {() => Promise<void>} task @param {HTMLButtonElement} [button] */
async function attempt(task, button) {
  clearProblem();
  button?.setAttribute('disabled', '');
  try {
    await task();
  } catch (error) {
    tell(error);
  } finally {
    button?.removeAttribute('disabled');
  }
}

/** @param {unknown} error */
function tell(error) {
  if (!isProblem(error)) {
    showProblem('The service cannot be reached, or this page may not ask it. Try again in a moment.');
    console.warn(error);
    return;
  }
  const { retryAfterInSeconds: seconds } = error;
  showProblem(error.problem.detail, seconds === undefined ? '' : ` (in ${seconds} seconds)`);
}

/** @param {Form} described */
function drawApply(described) {
  form = described;
  const cannot = !form.open
    ? `${form.siteName} takes no applications at the moment.`
    : form.challenge !== null
      ? make('a', { href: service.hostedForm }, `Apply on the pages of ${form.siteName}`)
      : null;
  byId('apply-title').textContent = `Apply for membership of ${form.siteName}`;
  byId('apply-note').replaceChildren(cannot ?? (form.signupUrl === null ? '' : `For: ${form.signupUrl.groupName}`));
  byId('apply-form').hidden = cannot !== null;
  byId('fields').replaceChildren(...drawForm(form));
}

async function openApply() {
  drawApply(await service.formToApplyWith());
  show('apply');
}

async function sendApplication() {
  const drawn = byId('fields');
  clearErrors(drawn);
  const body = typedInto(form, drawn);
  try {
    const { ticket } = await service.apply(body, key);
    sessionStorage.setItem(TICKET, ticket);
    sessionStorage.setItem(EMAIL, body.email);
  } catch (error) {
    if (isProblem(error, 'validation-failed')) return showErrors(drawn, error.errors);
    if (isProblem(error, 'login-id-taken')) {
      return showErrors(drawn, [{ pointer: '#/loginId', code: error.code, detail: error.problem.detail }]);
    }
    if (isProblem(error, 'form-changed')) {
      const typed = new FormData(byId('apply-form', HTMLFormElement));
      drawApply(/** @type {Form} */ (error.problem['form']));
      fillAgain(drawn, typed);
      key = newKey();
    }
    throw error;
  }
  byId('apply-form', HTMLFormElement).reset();
  key = newKey();
  await openSent();
}

async function openSent() {
  const { status, title, text, next } = await service.standing(sessionStorage.getItem(TICKET) ?? '');
  byId('sent-title').textContent = title;
  byId('sent-text').textContent = text;
  byId('sent-next').textContent = next;
  byId('sent-email').textContent = sessionStorage.getItem(EMAIL);
  byId('not-confirmed').hidden = status !== 'not_activated';
  byId('not-decided').hidden = status === 'approved';
  show('sent');
}

/** The link as it was mailed, or the token in it. */
async function confirmAddress() {
  const typed = byId('link', HTMLInputElement).value.trim();
  const token = /[?&]token=([^&\s]+)/.exec(typed)?.[1] ?? typed;
  await service.confirmAddress(token, sessionStorage.getItem(TICKET) ?? '');
  await openSent();
}

async function sendAnotherMail() {
  await service.sendAnotherMail(sessionStorage.getItem(EMAIL) ?? '');
  say('If your address still waits to be confirmed, another mail is on its way. The link in the first one has ended.');
}

async function beginAnew() {
  sessionStorage.removeItem(TICKET);
  await openApply();
}

async function logIn() {
  const password = byId('password', HTMLInputElement);
  await service.logIn(byId('login-id', HTMLInputElement).value, password.value);
  password.value = '';
  await openMember();
}

async function openMember() {
  let me;
  try {
    me = await service.askLms();
  } catch (error) {
    if (!isProblem(error, 'refresh-token-not-valid')) throw error;
    service.forgetSession();
    show('log-in');
    return say('Your session is over. Log in again.');
  }
  const facts = {
    'Login ID': me.loginId,
    'E-mail address': me.email,
    Courses: me.courses.join(', ') || 'none',
    'Member since':
      me.memberSince === null ? 'the LMS will hear of it in a moment' : new Date(me.memberSince).toLocaleString('en'),
  };
  byId('member-title').textContent = `Welcome, ${me.name}`;
  byId('member-facts').replaceChildren(
    ...Object.entries(facts).flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, value ?? 'none')]),
  );
  show('member');
}

async function logOut() {
  await service.logOut();
  show('log-in');
  say('You are logged out.');
}

when('apply-form', sendApplication);
when('look-again', openSent);
when('confirm-form', confirmAddress);
when('resend', sendAnotherMail);
when('begin-anew', beginAnew);
when('log-in-form', logIn);
when('refresh', async () => {
  await service.refresh();
  await openMember();
  say('The session goes on.');
});
when('log-out', logOut);
byId('apply-form').addEventListener('input', () => (key = newKey()));

const openFirst = { apply: openApply, 'log-in': async () => show('log-in') };
for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('[data-opens]'))) {
  const opened = /** @type {keyof typeof openFirst} */ (button.dataset['opens']);
  button.addEventListener('click', () => void attempt(openFirst[opened], button));
}

void attempt(service.hasSession() ? openMember : sessionStorage.getItem(TICKET) === null ? openApply : openSent);
