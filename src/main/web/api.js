// Our API from a page: the session's cookie goes by itself, the token against forged forms is the one
// that htmx sends too.
const csrf = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}");

// A refusal, with the server's own words and, for mistakes in scripts, their list.
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? String(status));
    this.status = status;
    this.problem = problem;
  }
}

async function ask(method, path, body, options = {}) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") Object.assign(headers, csrf);
  if (body !== undefined) headers["Content-Type"] = "application/json";
  return answered(
    await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      keepalive: options.keepalive ?? false,
      signal: options.signal,
    }),
  );
}

async function answered(answer) {
  if (answer.status === 423) document.dispatchEvent(new Event("hamroh:locked"));
  if (answer.status === 401 && !document.documentElement.dataset.locked) {
    location.assign(`/login?to=${encodeURIComponent(location.pathname)}`);
  }
  if (!answer.ok) {
    let problem = {};
    try {
      problem = await answer.json();
    } catch {
      // an answer of a proxy, say; the status tells enough
    }
    throw new Refused(answer.status, problem);
  }
  return answer.status === 204 ? null : answer.json();
}

// Sends bytes as they are.
export async function upload(path, bytes, type) {
  const headers = { Accept: "application/json", "Content-Type": type, ...csrf };
  return answered(await fetch(path, { method: "POST", headers, body: bytes }));
}

export const get = (path, options) => ask("GET", path, undefined, options);
export const post = (path, body, options) => ask("POST", path, body ?? {}, options);
export const put = (path, body) => ask("PUT", path, body);
export const remove = (path) => ask("DELETE", path);
