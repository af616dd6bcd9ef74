// The pages work without this: it moves the focus to what has to be corrected, and shows a password to who asks for it.
'use strict';

document.getElementById('error-summary')?.focus();

for (const input of document.querySelectorAll('input[type=password][data-show]')) {
  const { show, hide, shown, hidden } = input.dataset;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: show });
  const said = Object.assign(document.createElement('span'), { className: 'unseen' });
  button.setAttribute('aria-controls', input.id);
  said.setAttribute('role', 'status');
  const label = document.querySelector(`label[for="${input.id}"]`)?.textContent.trim() ?? '';
  button.setAttribute('aria-label', `${show}: ${label}`);
  button.addEventListener('click', () => {
    const isShown = input.type === 'password';
    input.type = isShown ? 'text' : 'password';
    button.textContent = isShown ? hide : show;
    button.setAttribute('aria-label', `${button.textContent}: ${label}`);
    said.textContent = isShown ? shown : hidden;
  });
  // Typed for others to see, it would be kept by the browser among what is typed elsewhere.
  input.form?.addEventListener('submit', () => {
    input.type = 'password';
  });
  input.after(button, said);
}
