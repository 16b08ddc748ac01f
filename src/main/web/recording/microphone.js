// The microphone as it is: what a browser does for talks (echo, noise, loudness) bends a voice that
// is read for a recording.
const PLAIN = { audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: false } };

// Five minutes, as the server takes them.
const MOST_SECONDS = 300;

export class Microphone {
  // heard(decibels): ten times a second while it is open
  constructor(worklet, heard) {
    this.worklet = worklet;
    this.heard = heard;
    this.parts = null;
  }

  async open() {
    if (this.context) {
      await this.context.resume();
      return;
    }
    this.stream = await navigator.mediaDevices.getUserMedia(PLAIN);
    const context = new AudioContext();
    await context.audioWorklet.addModule(this.worklet);
    const node = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
    node.port.onmessage = (message) => this.take(message.data);
    context.createMediaStreamSource(this.stream).connect(node);
    this.context = context;
    this.node = node;
    await context.resume();
  }

  begin() {
    this.parts = [];
    this.count = 0;
  }

  take(samples) {
    let peak = 0;
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
    this.heard(peak === 0 ? -96 : 20 * Math.log10(peak));
    if (this.parts && this.seconds < MOST_SECONDS) {
      this.parts.push(samples);
      this.count += samples.length;
    }
  }

  get seconds() {
    return this.parts ? this.count / this.context.sampleRate : 0;
  }

  // What was heard since begin().
  end() {
    const parts = this.parts;
    this.parts = null;
    return { parts, rate: this.context.sampleRate };
  }

  close() {
    this.stream?.getTracks().forEach((track) => track.stop());
    this.context?.close();
    this.context = null;
  }
}
