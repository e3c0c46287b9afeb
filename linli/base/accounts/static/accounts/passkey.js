// Asks the browser for a passkey, new ("create") or known ("get"), and sends what it answers.
// The options come from the server as JSON, with bytes as base64url; the answer goes back so.
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  const button = form?.querySelector("[data-passkey-start]");
  if (!form || !button) return;

  const bytes = (text) => Uint8Array.from(
    atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0),
  );
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = () => {
    const options = JSON.parse(form.dataset.options).publicKey;
    options.challenge = bytes(options.challenge);
    if (options.user) options.user = { ...options.user, id: bytes(options.user.id) };
    options.excludeCredentials = known(options.excludeCredentials);
    options.allowCredentials = known(options.allowCredentials);
    return options;
  };

  const written = (credential) => {
    const response = { clientDataJSON: text(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = text(credential.response[part]);
    }
    if (credential.response.getTransports) response.transports = credential.response.getTransports();
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      authenticatorAttachment: credential.authenticatorAttachment,
      response,
      clientExtensionResults: credential.getClientExtensionResults(),
    });
  };

  const tell = (trouble) => {
    for (const line of form.querySelectorAll("[data-passkey-trouble]")) {
      line.hidden = line.dataset.passkeyTrouble !== trouble;
    }
  };

  button.addEventListener("click", async () => {
    tell("");
    if (!window.PublicKeyCredential || !navigator.credentials) return tell("missing");
    button.disabled = true;
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey: asked() });
      form.querySelector("[name=credential]").value = written(credential);
      form.requestSubmit ? form.requestSubmit() : form.submit();
    } catch {
      button.disabled = false;
      tell("cancelled");
    }
  });
})();
