// Microphone, loudspeaker and the ring. The microphone stays open while the telephone is on: a call is
// answered sooner, and a page that was loaded anew needs no click.
const TALK = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };

// As the telephone net here rings: 425 Hz, one second of four.
const RING_HZ = 425;
const RING_EVERY_MS = 4000;

const MICROPHONE = "hamroh-microphone";
const SPEAKER = "hamroh-speaker";

export class Sound extends EventTarget {
  constructor() {
    super();
    this.audio = document.createElement("audio");
    this.audio.autoplay = true;
  }

  get microphone() {
    return localStorage.getItem(MICROPHONE) ?? "";
  }

  get speaker() {
    return localStorage.getItem(SPEAKER) ?? "";
  }

  // Opens the chosen microphone, or the usual one when it is no longer there.
  // Returns why not: insecure, refused, missing, taken; nothing when it is open.
  async open() {
    if (!isSecureContext || !navigator.mediaDevices) return "insecure";
    try {
      await this.listen(this.microphone);
    } catch (problem) {
      if (problem.name === "OverconstrainedError") {
        localStorage.removeItem(MICROPHONE);
        return this.open();
      }
      return { NotAllowedError: "refused", NotFoundError: "missing" }[problem.name] ?? "taken";
    }
    this.context ??= new AudioContext();
    await this.direct();
    return "";
  }

  async listen(device) {
    const audio = device ? { ...TALK, deviceId: { exact: device } } : TALK;
    const stream = await navigator.mediaDevices.getUserMedia({ audio, video: false });
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = stream;
    // Pulled out, or taken back by the browser.
    stream.getAudioTracks()[0].addEventListener("ended", () => this.dispatchEvent(new Event("lost")));
  }

  close() {
    this.silence();
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
  }

  get track() {
    return this.stream?.getAudioTracks()[0] ?? null;
  }

  speak(on) {
    if (this.track) this.track.enabled = on;
  }

  hear(stream) {
    this.audio.srcObject = stream;
    if (stream) this.audio.play().catch(() => this.dispatchEvent(new Event("mute"))); // needs a click
  }

  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    const of = (kind) => all.filter((one) => one.kind === kind && one.deviceId !== "");
    return { microphones: of("audioinput"), speakers: "setSinkId" in HTMLMediaElement.prototype ? of("audiooutput") : [] };
  }

  async choose(microphone) {
    localStorage.setItem(MICROPHONE, microphone);
    return this.open();
  }

  async chooseSpeaker(speaker) {
    localStorage.setItem(SPEAKER, speaker);
    await this.direct();
  }

  async direct() {
    try {
      await this.audio.setSinkId?.(this.speaker);
      await this.context?.setSinkId?.(this.speaker);
    } catch {
      localStorage.removeItem(SPEAKER); // no longer there: the usual one it is
    }
  }

  // How loud the microphone hears now, 0 to 1; a function, and how to stop asking.
  meter() {
    const analyser = this.context.createAnalyser();
    analyser.fftSize = 1024;
    const source = this.context.createMediaStreamSource(this.stream);
    source.connect(analyser);
    this.context.resume();
    const samples = new Float32Array(analyser.fftSize);
    return {
      level: () => {
        analyser.getFloatTimeDomainData(samples);
        const sum = samples.reduce((all, one) => all + one * one, 0);
        const decibels = 10 * Math.log10(sum / samples.length + 1e-9);
        return Math.min(1, Math.max(0, (decibels + 60) / 60));
      },
      stop: () => source.disconnect(),
    };
  }

  tone(seconds) {
    if (!this.context) return;
    this.context.resume();
    const now = this.context.currentTime;
    const gain = this.context.createGain();
    gain.gain.setValueAtTime(0, now);
    gain.gain.linearRampToValueAtTime(0.25, now + 0.03);
    gain.gain.setValueAtTime(0.25, now + seconds - 0.03);
    gain.gain.linearRampToValueAtTime(0, now + seconds);
    const tone = new OscillatorNode(this.context, { frequency: RING_HZ });
    tone.connect(gain).connect(this.context.destination);
    tone.start(now);
    tone.stop(now + seconds);
  }

  ring() {
    if (this.ringing) return;
    this.tone(1);
    this.ringing = setInterval(() => this.tone(1), RING_EVERY_MS);
  }

  silence() {
    clearInterval(this.ringing);
    this.ringing = null;
  }
}
