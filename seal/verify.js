"use strict";
(() => {
  const form = document.getElementById("form");
  const text = document.getElementById("text");
  const results = document.getElementById("results");
  const { context, prefix } = document.body.dataset;
  const idLength = 4, signatureLength = 64;
  let latest = 0;

  // RFC 4648 without padding; null for a text that no bytes are written as.
  function decode32(text) {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const bytes = [];
    let bits = 0, value = 0;
    for (const c of text) {
      const digit = alphabet.indexOf(c);
      if (digit < 0) return null;
      value = (value << 5 | digit) & 0xfff;
      bits += 5;
      if (bits >= 8) bytes.push(value >> (bits -= 8) & 255);
    }
    return bits < 5 && (value & (1 << bits) - 1) === 0 ? Uint8Array.from(bytes) : null;
  }

  const hex = bytes => Array.from(bytes, b => b.toString(16).padStart(2, "0")).join("").toUpperCase();

  // What a text is worth: its state, the id or name of its key, and its claims when it is valid.
  async function verify(text) {
    text = text.replace(/\s+/g, "");
    text = text.slice(text.lastIndexOf("#") + 1).toUpperCase();
    if (!text.startsWith(prefix)) return { state: "foreign" };
    const body = decode32(text.slice(prefix.length));
    if (!body || body.length < idLength + signatureLength) return { state: "changed" };
    const signed = body.slice(0, -signatureLength), signature = body.slice(-signatureLength);
    const id = hex(signed.slice(0, idLength));
    const keys = [...document.querySelectorAll("#keys li")].filter(li => li.dataset.id === id);
    if (keys.length === 0) return { state: "unknown", key: id };
    const message = Uint8Array.from([...new TextEncoder().encode(context), ...signed]);
    for (const li of keys) {
      const raw = Uint8Array.from(atob(li.dataset.key), c => c.charCodeAt(0));
      const key = await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
      if (!await crypto.subtle.verify({ name: "Ed25519" }, key, signature, message)) continue;
      const claims = new TextDecoder("utf-8", { ignoreBOM: true }).decode(signed.slice(idLength)).split("\n");
      if (claims.length !== results.querySelectorAll("dd").length) return { state: "foreign" };
      return { state: "valid", key: li.textContent.trim(), claims };
    }
    return { state: "changed" };
  }

  // Claims are shown as text only, whatever stands in them.
  function show(result) {
    for (const section of results.children) {
      section.hidden = section.dataset.state !== result.state;
      if (section.hidden) continue;
      const key = section.querySelector(".key");
      if (key) key.textContent = result.key;
      if (!result.claims) continue;
      const [type, name, unit, organ, decision, date, register] = result.claims;
      const kind = [...document.querySelectorAll("#kinds li")].find(li => li.dataset.letter === type);
      const values = [kind ? kind.textContent : type, name, unit, organ, decision, date.split("-").reverse().join("/"), register];
      section.querySelectorAll("dd").forEach((dd, i) => {
        dd.textContent = values[i] || "(mã không ghi)";
        dd.classList.toggle("none", !values[i]);
      });
    }
    results.dataset.state = result.state;
  }

  async function check() {
    const number = ++latest;
    delete results.dataset.state;
    let result;
    try {
      result = await verify(text.value);
    } catch {
      result = { state: "unable" }; // no WebCrypto, or none with Ed25519
    }
    if (number === latest) show(result);
  }

  function fromAddress() {
    if (location.hash.length < 2) return;
    text.value = location.hash.slice(1);
    check();
  }

  form.addEventListener("submit", event => {
    event.preventDefault();
    check();
  });
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
