// Numbers from -1 to 1 as a WAV file of one channel and 16 bit.
export function wav(parts, rate) {
  const count = parts.reduce((sum, part) => sum + part.length, 0);
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const word = (at, text) => [...text].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + 2 * count, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, 2 * count, true);
  let at = 44;
  for (const part of parts) {
    for (const sample of part) {
      view.setInt16(at, Math.max(-32768, Math.min(32767, Math.round(sample * 32768))), true);
      at += 2;
    }
  }
  return view.buffer;
}

// Files that the server reads as they are; the browser turns anything else that it can play into WAV,
// so that a voice memo of any telephone will do.
const AS_IT_IS = ["RIFF", "fLaC"];

export async function readable(file) {
  const bytes = await file.arrayBuffer();
  const head = String.fromCharCode(...new Uint8Array(bytes.slice(0, 4)));
  if (AS_IT_IS.includes(head)) return bytes;
  const context = new AudioContext();
  try {
    const sound = await context.decodeAudioData(bytes.slice(0));
    const mono = new Float32Array(sound.length);
    for (let channel = 0; channel < sound.numberOfChannels; channel++) {
      sound.getChannelData(channel).forEach((sample, i) => (mono[i] += sample / sound.numberOfChannels));
    }
    return wav([mono], sound.sampleRate);
  } catch {
    return bytes; // the server says what is wrong with it
  } finally {
    context.close();
  }
}
