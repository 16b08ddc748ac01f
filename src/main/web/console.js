// The console: htmx brings the server-rendered pages to life.
import "htmx.org";
import "htmx-ext-sse";
