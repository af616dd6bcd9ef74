// What the page asks the service, with the typed client. No key and no cookie is in the browser: only what the person has got themselves.
import { createMatriculaClient, dataOf, idempotent } from '@matricula/client';

const { lang, dataset } = document.documentElement;
const { service = '', site = '' } = dataset;
const client = createMatriculaClient({ baseUrl: service, headers: { 'Accept-Language': lang } });
const path = { site };

/** The sign-up URL one has come by, if any: its key, in this page's address. */
const signupUrl = new URLSearchParams(location.search).get('signupUrl') ?? undefined;

/** Where the service's own form is, which also asks for challenges. */
export const hostedForm = signupUrl === undefined ? `${service}/s/${site}/sign-up` : `${service}/r/${signupUrl}`;

export const formToApplyWith = () =>
  dataOf(
    client.GET('/v1/sites/{site}/registration-form', {
      params: { path, query: { ...(signupUrl !== undefined && { signupUrl }) } },
    }),
  );

/** @param {import('@matricula/client').Schemas['SubmissionRequest']} body @param {string} key the same for the same form, however often it is sent */
export const apply = (body, key) =>
  dataOf(client.POST('/v1/sites/{site}/applications', { params: { path, header: idempotent(key) }, body }));

/** @param {string} email */
export const sendAnotherMail = (email) =>
  dataOf(client.POST('/v1/sites/{site}/activations/resend', { params: { path }, body: { email } }));

/** @param {string} ticket */
export const standing = (ticket) =>
  dataOf(client.GET('/v1/applications/by-ticket', { params: { header: { 'Application-Ticket': ticket } } }));

/** @param {string} token @param {string} ticket */
export const confirmAddress = (token, ticket) => dataOf(client.POST('/v1/activations', { body: { token, ticket } }));

// The access token is kept by the page alone, and the refresh token until the tab is closed. A script of somebody else's in this page could
// read both: hence the policy that server.mjs sends. An LMS with a back end of its own may keep them there instead.
const REFRESH_TOKEN = 'refreshToken';
let accessToken = '';

export const hasSession = () => sessionStorage.getItem(REFRESH_TOKEN) !== null;

/** @param {import('@matricula/client').Schemas['MemberTokensResponse']} tokens */
function keep(tokens) {
  accessToken = tokens.accessToken;
  sessionStorage.setItem(REFRESH_TOKEN, tokens.refreshToken);
}

/** @param {string} loginId @param {string} password */
export const logIn = async (loginId, password) =>
  keep(await dataOf(client.POST('/v1/sites/{site}/sessions', { params: { path }, body: { loginId, password } })));

/** The next access token, of what is known of the member now. */
export async function refresh() {
  const refreshToken = sessionStorage.getItem(REFRESH_TOKEN) ?? '';
  keep(await dataOf(client.POST('/v1/sites/{site}/sessions/refresh', { params: { path }, body: { refreshToken } })));
}

export async function logOut() {
  const refreshToken = sessionStorage.getItem(REFRESH_TOKEN);
  forgetSession();
  if (refreshToken !== null)
    await dataOf(client.POST('/v1/sites/{site}/sessions/log-out', { params: { path }, body: { refreshToken } }));
}

export function forgetSession() {
  accessToken = '';
  sessionStorage.removeItem(REFRESH_TOKEN);
}

/** What the LMS itself answers to this member; with a new access token, once, where this one does not count any more. */
export async function askLms() {
  const ask = () => fetch('/api/me', { headers: { authorization: `Bearer ${accessToken}` } });
  let answer = accessToken === '' ? null : await ask();
  if (answer === null || answer.status === 401) {
    await refresh();
    answer = await ask();
  }
  if (!answer.ok) throw new Error(`The LMS has answered ${answer.status}.`);
  return answer.json();
}
