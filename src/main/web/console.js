// The console: htmx brings the server-rendered pages to life.
import "./htmx.js";
import "htmx-ext-sse";
import "./live.js";
import "./counting.js";
import "./desk/desk.js";
import "./desk/keys.js";
