// A copy of what could not be sent yet, for the day on which browser and network break together. It
// is sealed with a key that only the server has and gives only to whoever wrote the record: on a
// shared computer the next person finds noise. Where the browser offers no sealing (a page without
// TLS), there is no copy.
const PREFIX = "hamroh-record:";

// Who did not come back in three days writes it anew.
const KEPT_MILLIS = 72 * 3600 * 1000;

const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const text = (array) => btoa(String.fromCharCode(...new Uint8Array(array)));

export class Copy {
  constructor(record, key) {
    this.name = PREFIX + record;
    this.sealing = globalThis.crypto?.subtle;
    this.key = this.sealing
      ? this.sealing.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"])
      : null;
  }

  async keep(what) {
    if (!this.key) return;
    try {
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(what));
      const sealed = await this.sealing.encrypt({ name: "AES-GCM", iv: nonce }, await this.key, plain);
      localStorage.setItem(
        this.name,
        JSON.stringify({ at: Date.now(), nonce: text(nonce), sealed: text(sealed) }),
      );
    } catch {
      // a full or forbidden storage: the page still holds the text, and the server soon
    }
  }

  // Nothing when there is none, or when it is somebody else's.
  async find() {
    if (!this.key) return null;
    try {
      const kept = JSON.parse(localStorage.getItem(this.name));
      if (!kept) return null;
      const plain = await this.sealing.decrypt(
        { name: "AES-GCM", iv: bytes(kept.nonce) },
        await this.key,
        bytes(kept.sealed),
      );
      return JSON.parse(new TextDecoder().decode(plain));
    } catch {
      return null; // not ours to read, or damaged
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.name);
    } catch {
      // a forbidden storage holds nothing either
    }
  }
}

export function forgetOldCopies() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX)) continue;
      const at = JSON.parse(localStorage.getItem(name))?.at ?? 0;
      if (Date.now() - at > KEPT_MILLIS) localStorage.removeItem(name);
    }
  } catch {
    // a forbidden storage holds nothing
  }
}
