// The telephone's line: registers over our own web port, rings, talks, and comes back by itself after
// a lost socket or a page that was loaded anew. It knows nothing of the page around it.
import JsSIP from "jssip";
import { post } from "../api.js";

// The server's words at the end of a socket (Softphones.java).
const TAKEN = 4001;
const LOGGED_OUT = 4002;
const BUSY = 4003;
const AWAY = { [TAKEN]: "taken-line", [LOGGED_OUT]: "logged-out", [BUSY]: "busy" };

// Hosts of one network need no help to find each other; a server that never answers would keep calls
// from being answered.
const WAYS = { iceServers: [] };

// Between two tries to get what we register with, while the server is away.
const AGAIN_MS = 2000;

export class Line extends EventTarget {
  // state: offline, connecting, registered, ringing, talking, held, lost
  state = "offline";
  why = "";
  muted = false;

  constructor(sound) {
    super();
    this.sound = sound;
    this.page = crypto.randomUUID();
    this.wanted = false;
    addEventListener("pagehide", () => (this.leaving = true));
  }

  become(state, why = "") {
    if (state === this.state && why === this.why) return;
    this.state = state;
    this.why = why;
    this.dispatchEvent(new Event("change"));
  }

  // From here on calls may come, until close().
  async open() {
    this.wanted = true;
    this.become("connecting");
    while (this.wanted) {
      try {
        this.account = await post("/api/v1/softphone");
        break;
      } catch (problem) {
        if (problem.status === 401) return;
        if (problem.status === 403 || problem.status === 409) {
          this.wanted = false;
          this.become("offline", "no-telephone");
          return;
        }
        await new Promise((done) => setTimeout(done, AGAIN_MS));
      }
    }
    if (this.wanted) this.connect();
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new JsSIP.WebSocketInterface(`${scheme}://${location.host}/sip?page=${this.page}`);
    const ua = new JsSIP.UA({
      sockets: [socket],
      uri: `sip:${this.account.user}@hamroh.invalid`,
      authorization_user: this.account.user,
      realm: this.account.realm,
      ha1: this.account.ha1,
      register_expires: 60,
      session_timers: false,
      connection_recovery_min_interval: 1,
      connection_recovery_max_interval: 4,
      user_agent: "Hamroh",
    });
    ua.on("disconnected", (end) => this.disconnected(end.code));
    ua.on("registered", () => this.registered());
    ua.on("registrationFailed", (failure) => this.refused(failure));
    ua.on("newRTCSession", (arrival) => this.arrived(arrival));
    this.ua = ua;
    ua.start();
  }

  close() {
    this.wanted = false;
    const ua = this.ua;
    this.ua = null;
    ua?.stop();
    this.become("offline");
  }

  disconnected(code) {
    if (!this.ua) return;
    if (AWAY[code]) {
      this.close();
      this.become("offline", AWAY[code]);
      return;
    }
    this.cut = true;
    if (!this.session) this.become("lost");
    else this.dispatchEvent(new Event("cut"));
  }

  registered() {
    if (this.cut && this.session?.isEstablished()) {
      // What the caller does from here on must come to the new socket. A talk that is over is
      // refused, and ends here too.
      this.session.renegotiate();
    }
    this.cut = false;
    if (!this.session) this.become("registered");
    else this.dispatchEvent(new Event("change"));
  }

  // The server has been started anew, say, and this shift has another secret now.
  async refused(failure) {
    const status = failure.response?.status_code;
    if (status !== 401 && status !== 403) return;
    await new Promise((done) => setTimeout(done, AGAIN_MS));
    try {
      this.account = await post("/api/v1/softphone");
      this.ua?.set("ha1", this.account.ha1);
      this.ua?.register();
    } catch {
      this.become("lost"); // JsSIP registers again by itself, and we come here again
    }
  }

  arrived({ session, originator, request }) {
    if (originator !== "remote") return;
    if (this.session) {
      session.terminate({ status_code: 486 });
      return;
    }
    this.session = session;
    this.from = request.from.display_name ?? "";
    this.muted = false;
    this.sound.speak(true);
    // The first way found is good enough, and saves a tenth of a second.
    session.on("icecandidate", (found) => found.ready());
    session.on("accepted", () => this.talking());
    session.on("failed", (end) => this.over(end));
    session.on("ended", (end) => this.over(end));
    session.on("hold", () => this.become(session.isOnHold().local ? "held" : "talking"));
    session.on("unhold", () => this.become(session.isOnHold().local ? "held" : "talking"));
    session.on("peerconnection", ({ peerconnection }) => this.watch(peerconnection));
    if (request.getHeader("X-Hamroh-Resume")) this.answer();
    else this.become("ringing");
  }

  watch(connection) {
    this.connection = connection;
    connection.addEventListener("track", (heard) => this.sound.hear(heard.streams[0] ?? new MediaStream([heard.track])));
    connection.addEventListener("connectionstatechange", () => {
      // No way to the caller any more: the PBX has noticed, or will.
      if (connection.connectionState === "failed" && this.connection === connection) this.hangup();
    });
  }

  talking() {
    this.since = Date.now();
    this.become("talking");
  }

  over({ cause }) {
    this.session = null;
    this.connection = null;
    this.sound.hear(null);
    this.sound.speak(true);
    this.ended = cause;
    if (this.wanted && !this.leaving) this.become(this.cut ? "lost" : "registered");
  }

  answer() {
    if (!this.session || this.session.isEstablished() || this.answering === this.session) return;
    this.answering = this.session;
    this.session.answer({ mediaStream: this.sound.stream, pcConfig: WAYS, rtcAnswerConstraints: { offerToReceiveAudio: true } });
  }

  hangup() {
    if (!this.session || this.session.isEnded()) return;
    this.session.terminate(this.session.isEstablished() ? {} : { status_code: 486 });
  }

  mute(on) {
    if (!this.session?.isEstablished()) return;
    this.muted = on;
    this.sound.speak(!on);
    this.dispatchEvent(new Event("change"));
  }

  hold(on) {
    if (!this.session?.isEstablished()) return;
    if (on) this.session.hold();
    else this.session.unhold();
  }

  key(key) {
    if (/^[0-9*#]$/.test(key) && this.session?.isEstablished()) {
      this.session.sendDTMF(key, { transportType: "RFC2833" });
    }
  }

  // The microphone was changed in the middle of a talk.
  async speakWith(track) {
    const sender = this.connection?.getSenders().find((one) => one.track?.kind === "audio" || one.track === null);
    await sender?.replaceTrack(track);
  }
}
