// Does the work that shows that somebody applies with a browser (ALTCHA, version 2: PBKDF2), and puts what shows it into the form.
'use strict';

const status = document.getElementById('challenge');
const form = document.getElementById('sign-up');
const input = form.elements.challenge;
const { from, working, done, waiting, failed } = status.dataset;

// Where the service's clock is unknown; challenges live ten minutes.
const USUAL_LIFE_IN_MS = 600_000;
// Of the life of a challenge: then another one is asked for, so that there is time left to send it.
const GOOD_FOR = 0.8;
const AT_A_TIME = 8;

let state = 'idle';
let pressed = null;

const show = (text) => {
  status.textContent = text;
};
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

async function derivedKey({ algorithm, nonce, salt, cost, keyLength }, counter) {
  const start = bytesOf(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  new DataView(password.buffer).setUint32(start.length, counter, false);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: algorithm.replace('PBKDF2/', ''), salt: bytesOf(salt), iterations: cost };
  return hexOf(new Uint8Array(await crypto.subtle.deriveBits(how, key, keyLength * 8)));
}

// The browser works at several at once, beside the page.
async function solutionOf(parameters) {
  for (let first = 0; first < 2 ** 20; first += AT_A_TIME) {
    const keys = await Promise.all(Array.from({ length: AT_A_TIME }, (_, i) => derivedKey(parameters, first + i)));
    const found = keys.findIndex((key) => key.startsWith(parameters.keyPrefix));
    if (found >= 0) {
      return { counter: first + found, derivedKey: keys[found] };
    }
  }
  throw new Error('The challenge has no solution.');
}

async function work() {
  const response = await fetch(from, { credentials: 'omit', headers: { accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`The challenge was answered with ${response.status}.`);
  }
  // By the service's clock: this one may be wrong.
  const now = Date.parse(response.headers.get('date') ?? '');
  const { parameters, signature } = await response.json();
  const life = parameters.expiresAt * 1000 - now;
  const solution = await solutionOf(parameters);
  input.value = btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
  setTimeout(begin, GOOD_FOR * (life > 0 ? life : USUAL_LIFE_IN_MS));
}

async function begin() {
  input.value = '';
  state = 'working';
  show(working);
  try {
    await work();
    state = 'done';
    show(done);
    if (pressed !== null) {
      form.requestSubmit(pressed);
    }
  } catch {
    state = 'failed';
    show(failed);
  }
  pressed = null;
}

form.addEventListener('submit', (event) => {
  const { submitter } = event;
  // Back, or another language: nothing is sent yet.
  if (state === 'done' || submitter?.hasAttribute('formaction')) {
    return;
  }
  event.preventDefault();
  pressed = submitter;
  if (state === 'failed') {
    void begin();
  }
  show(waiting);
});

void begin();
