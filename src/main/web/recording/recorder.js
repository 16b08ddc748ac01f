// Runs beside the page, where the sound comes in: hands over what the microphone hears, a tenth of a
// second at a time, with its loudness.
class Recorder extends AudioWorkletProcessor {
  constructor() {
    super();
    this.parts = [];
    this.count = 0;
  }

  process(inputs) {
    const channel = inputs[0]?.[0];
    if (channel) {
      this.parts.push(channel.slice());
      this.count += channel.length;
      if (this.count >= sampleRate / 10) this.hand();
    }
    return true;
  }

  hand() {
    const samples = new Float32Array(this.count);
    let at = 0;
    for (const part of this.parts) {
      samples.set(part, at);
      at += part.length;
    }
    this.parts = [];
    this.count = 0;
    this.port.postMessage(samples, [samples.buffer]);
  }
}

registerProcessor("recorder", Recorder);
