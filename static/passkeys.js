// Forms that a passkey fills in. Their buttons show where the browser knows passkeys.
const known = window.PublicKeyCredential?.parseRequestOptionsFromJSON;
const told = document.querySelector("[data-passkey-error]");
const missing = document.querySelector("[data-passkeys-missing]");
if (missing) missing.hidden = known;

async function optionsOf(form) {
  if (!form.dataset.ask) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

function create({ publicKey }, alone) {
  const need = alone ? "required" : "discouraged";
  publicKey.authenticatorSelection.residentKey = need;
  publicKey.authenticatorSelection.requireResidentKey = alone;
  if (alone) publicKey.authenticatorSelection.userVerification = need;
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey);
  return navigator.credentials.create({ publicKey: options });
}

async function fill(form) {
  const options = await optionsOf(form);
  const credential =
    form.dataset.passkey === "create"
      ? await create(options, form.elements.passwordless.checked)
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.publicKey),
        });
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

for (const form of known ? document.querySelectorAll("form[data-passkey]") : []) {
  form.querySelector("button").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    told.hidden = true;
    fill(form).catch(() => {
      told.textContent = told.dataset.passkeyError;
      told.hidden = false;
    });
  });
}
