// What the page knows of the scripts, and the one place that asks the server for it.
import * as api from "../api.js";
import { YamlText } from "./yamledit.js";

const BASE = "/api/v1/scripts";

// A month: long enough to be more than chance, short enough to be of the scripts as they are.
const DAYS = 30;

export class Store {
  constructor() {
    this.listeners = [];
    this.of = "draft";
    this.files = new Map();
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  // Everything anew: after a change of ours, or of somebody else.
  async load() {
    const [state, graph, check, traffic] = await Promise.all([
      api.get(BASE),
      api.get(`${BASE}/graph?of=${this.of}`),
      api.get(`${BASE}/check?of=${this.of}`),
      api.get(`${BASE}/traffic?days=${DAYS}`),
    ]);
    Object.assign(this, { state, graph, check, traffic });
    this.files.clear();
    this.nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    for (const listener of this.listeners) listener();
  }

  // What others have done. How far a publishing is concerns the banner alone.
  async loadIfChanged() {
    const now = await api.get(BASE);
    const lasting = ({ publishing, ...state }) => JSON.stringify(state);
    if (lasting(now) !== lasting(this.state)) {
      await this.load();
    } else if (JSON.stringify(now) !== JSON.stringify(this.state)) {
      this.state = now;
      this.onProgress?.();
    }
  }

  async show(of) {
    this.of = of;
    await this.load();
  }

  get draft() {
    return this.state.draft;
  }

  get hasDraft() {
    return !this.state.draft.empty;
  }

  get errors() {
    return this.check.problems.filter((problem) => problem.severity === "error");
  }

  // {path, text} of a file as it is shown now.
  async file(path) {
    if (!this.files.has(path)) {
      this.files.set(path, api.get(`${BASE}/file?path=${encodeURIComponent(path)}&of=${this.of}`));
    }
    return (await this.files.get(path)).text;
  }

  async yaml(path) {
    return new YamlText(await this.file(path));
  }

  paths() {
    return this.state.files.map((file) => file.path);
  }

  // Puts new texts into the draft, all or none: {path: text}. Then everything is checked and shown.
  async save(texts, keepMine = false) {
    const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
    await api.post(`${BASE}/draft`, { revision: this.draft.revision, files, keepMine });
    this.of = "draft";
    await this.load();
  }

  async discard() {
    await api.post(`${BASE}/draft/discard`, { revision: this.draft.revision });
    await this.load();
  }

  async publish(note) {
    await api.post(`${BASE}/publish`, { revision: this.draft.revision, note });
    await this.load();
  }

  // What the program's folder holds: into the draft, or not.
  async takeFolder(take) {
    await api.post(`${BASE}/draft/folder`, { revision: this.draft.revision, action: take ? "take" : "ignore" });
    await this.load();
  }

  versions() {
    return api.get(`${BASE}/versions`);
  }

  diff(from, to) {
    return api.get(`${BASE}/versions/${to}/diff?from=${from}`);
  }

  async restore(number, note) {
    await api.post(`${BASE}/versions/${number}/restore`, { note });
    await this.load();
  }
}
