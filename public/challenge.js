// Solves the proof of work of the page it is on (ALTCHA, PBKDF2 with a counter) and sends the form.
// Whatever fails, the page's own button still works.
(async () => {
  const form = document.querySelector('form[data-challenge]');
  if (!form || !globalThis.crypto?.subtle) return;
  const { parameters, signature } = JSON.parse(form.dataset.challenge);
  const { salt, nonce, cost, keyLength, keyPrefix } = parameters;
  const working = form.querySelector('[data-working]');
  working.textContent = working.dataset.working;
  working.hidden = false;

  const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => Number.parseInt(pair, 16));
  const hex = (buffer) =>
    Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');

  async function derive(counter) {
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytes(salt), iterations: cost };
    return hex(await crypto.subtle.deriveBits(how, key, keyLength * 8));
  }

  // In small groups, so that the page stays usable while the browser's own threads work.
  const group = 16;
  for (let first = 0; ; first += group) {
    const keys = await Promise.all(Array.from({ length: group }, (_, at) => derive(first + at)));
    const at = keys.findIndex((key) => key.startsWith(keyPrefix));
    if (at < 0) continue;
    const solution = { counter: first + at, derivedKey: keys[at] };
    form.elements.proof.value = JSON.stringify({ challenge: { parameters, signature }, solution });
    form.submit();
    return;
  }
})();
