// The console: htmx brings the server-rendered pages to life.
import "./panic.js";
import "./htmx.js";
import "htmx-ext-sse";
import "./live.js";
import "./menu.js";
import "./counting.js";
import "./sms/counter.js";
import "./desk/desk.js";
import "./desk/keys.js";
import "./desk/calm.js";
import "./desk/safety.js";
