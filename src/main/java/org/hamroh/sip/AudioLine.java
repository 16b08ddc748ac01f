package org.hamroh.sip;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/// The sound of one call: RTP over its own UDP port (RFC 3550), G.711 in packets of 20 ms, keys as
/// RFC 4733 events. While nobody speaks, a silent packet a second keeps the PBX from taking the
/// caller for gone. Two virtual threads serve it, one for each direction, until it is closed.
final class AudioLine implements AutoCloseable {

  private static final Logger LOG = LogManager.getLogger(AudioLine.class);

  private static final String KEYS = "0123456789*#";
  private static final int HEADER = 12;
  private static final int MAX_PACKET = 2048;

  /// How long the receiver waits before it takes the pause in the sound for one.
  private static final int PAUSE_MILLIS = 100;

  /// A PBX's RTP time-out is counted in whole seconds; one packet a second is enough.
  private static final long KEEP_ALIVE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /// A key is held for 100 ms: five packets that say so, three that say it ended (RFC 4733 §2.5).
  private static final int KEY_PACKETS = 5;
  private static final int END_PACKETS = 3;
  private static final int KEY_VOLUME = 10;

  private final DatagramSocket socket;
  private final Codec codec;
  private final Listening listening;
  private final ReentrantLock sending = new ReentrantLock();
  private volatile @Nullable InetSocketAddress far;
  private volatile int eventType = Sdp.OUR_EVENTS;
  private volatile long keepAliveNanos = KEEP_ALIVE_NANOS;
  private volatile boolean networkGone;
  private volatile @Nullable AudioLine bridge;
  private @Nullable WavWriter recording;
  private int sequence = ThreadLocalRandom.current().nextInt(0x10000);
  private int timestamp = ThreadLocalRandom.current().nextInt();
  private final int source = ThreadLocalRandom.current().nextInt();

  AudioLine(Codec codec, Listening listening) throws IOException {
    this.codec = codec;
    this.listening = listening;
    this.socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    socket.setSoTimeout(PAUSE_MILLIS);
    Thread.ofVirtual().name("telephone-hear-" + port()).start(this::receive);
    Thread.ofVirtual().name("telephone-alive-" + port()).start(this::keepAlive);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// Sound goes there from now on; nowhere when the far end wants none.
  void connect(Sdp session) {
    eventType = session.telephoneEvent();
    boolean first = far == null;
    far = session.wantsSound() ? session.media() : null;
    if (first) {
      sending.lock();
      try {
        sendSound(codec.silence(Codec.FRAME), true); // shows the PBX where our sound comes from
      } finally {
        sending.unlock();
      }
    }
  }

  /// A packet of silence every 20 ms, as a telephone without silence detection sends, instead of
  /// one a second.
  void sendContinuously() {
    keepAliveNanos = Listening.FRAME_NANOS;
  }

  /// Not a packet leaves any more.
  void loseNetwork() {
    networkGone = true;
  }

  /// Whatever is heard here is said on the other line, keys too, and nothing of our own any more.
  void bridge(AudioLine other) {
    bridge = other;
  }

  /// One packet of the other line as it came, under our names for what is in it.
  private void pass(DatagramPacket packet, boolean key) {
    InetSocketAddress target = far;
    int type = key ? eventType : codec.payloadType();
    if (target == null || type < 0 || networkGone || socket.isClosed()) {
      return;
    }
    byte[] data = Arrays.copyOf(packet.getData(), packet.getLength());
    data[1] = (byte) (data[1] & 0x80 | type);
    try {
      socket.send(new DatagramPacket(data, data.length, target));
    } catch (IOException e) { // UDP: a packet that cannot be sent is a packet lost
      LOG.debug("rtp_not_sent port={} why={}", port(), e.getMessage());
    }
  }

  synchronized void record(Path file) throws IOException {
    if (recording != null) {
      throw new IllegalStateException("this call is being recorded already");
    }
    recording = new WavWriter(file, codec, System.nanoTime());
  }

  /// Presses one key. `released` runs just before the packet that says the key was let go: then the
  /// PBX acts on it.
  void press(char key, Runnable released) {
    int event = KEYS.indexOf(key);
    if (event < 0) {
      throw new IllegalArgumentException("a key is one of " + KEYS);
    }
    if (eventType < 0) {
      throw new TelephoneException("the far end takes no keys (no telephone-event in its answer)");
    }
    sending.lock();
    try {
      long due = System.nanoTime();
      for (int i = 1; i <= KEY_PACKETS; i++) {
        sendKey(event, false, i * Codec.FRAME, i == 1);
        due += Listening.FRAME_NANOS;
        waitUntil(due);
      }
      released.run();
      for (int i = 0; i < END_PACKETS; i++) {
        sendKey(event, true, (KEY_PACKETS + 1) * Codec.FRAME, false);
      }
      timestamp += (KEY_PACKETS + 1) * Codec.FRAME;
    } finally {
      sending.unlock();
    }
  }

  /// Sends sound at the speed of speech; returns when it has been sent, or the call is over.
  void speak(byte[] sound) {
    sending.lock();
    try {
      long due = System.nanoTime();
      for (int at = 0; at < sound.length && !socket.isClosed(); at += Codec.FRAME) {
        int end = Math.min(at + Codec.FRAME, sound.length);
        byte[] frame = Arrays.copyOf(Arrays.copyOfRange(sound, at, end), Codec.FRAME);
        Arrays.fill(frame, end - at, Codec.FRAME, codec.silence(1)[0]);
        sendSound(frame, at == 0);
        due += Listening.FRAME_NANOS;
        waitUntil(due);
      }
    } finally {
      sending.unlock();
    }
  }

  private static void waitUntil(long nanos) {
    long left = nanos - System.nanoTime();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = nanos - System.nanoTime();
    }
  }

  private void keepAlive() {
    long due = System.nanoTime();
    while (!socket.isClosed()) {
      due = Math.max(due + keepAliveNanos, System.nanoTime() - KEEP_ALIVE_NANOS);
      waitUntil(due);
      if (!networkGone
          && bridge == null
          && sending.tryLock()) { // otherwise somebody speaks, and that is a sign of life too
        try {
          sendSound(codec.silence(Codec.FRAME), false);
        } finally {
          sending.unlock();
        }
      }
    }
  }

  private void sendSound(byte[] frame, boolean marker) {
    send(codec.payloadType(), marker, frame);
    timestamp += Codec.FRAME;
  }

  private void sendKey(int event, boolean end, int duration, boolean marker) {
    byte[] payload =
        ByteBuffer.allocate(4)
            .put((byte) event)
            .put((byte) (end ? 0x80 | KEY_VOLUME : KEY_VOLUME))
            .putShort((short) duration)
            .array();
    send(eventType, marker, payload);
  }

  private void send(int payloadType, boolean marker, byte[] payload) {
    InetSocketAddress target = far;
    if (target == null || socket.isClosed()) {
      return;
    }
    ByteBuffer packet = ByteBuffer.allocate(HEADER + payload.length);
    packet.put((byte) 0x80).put((byte) (marker ? 0x80 | payloadType : payloadType));
    packet.putShort((short) sequence++).putInt(timestamp).putInt(source).put(payload);
    try {
      socket.send(new DatagramPacket(packet.array(), packet.capacity(), target));
    } catch (IOException e) { // UDP: a packet that cannot be sent is a packet lost
      LOG.debug("rtp_not_sent port={} why={}", port(), e.getMessage());
    }
  }

  private void receive() {
    DatagramPacket packet = new DatagramPacket(new byte[MAX_PACKET], MAX_PACKET);
    while (!socket.isClosed()) {
      try {
        packet.setLength(MAX_PACKET);
        socket.receive(packet);
        take(packet, System.nanoTime());
      } catch (SocketTimeoutException e) { // nothing is being played just now
        listening.pause();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.debug("rtp_not_read port={} why={}", port(), e.getMessage());
        }
      }
    }
  }

  private void take(DatagramPacket packet, long nanos) throws IOException {
    byte[] data = packet.getData();
    AudioLine other = bridge;
    if (other != null && packet.getLength() >= HEADER) {
      other.pass(packet, (data[1] & 0x7F) == eventType);
    }
    if (packet.getLength() < HEADER || (data[1] & 0x7F) != codec.payloadType()) {
      return;
    }
    int start = HEADER + (data[0] & 0x0F) * 4;
    if (start >= packet.getLength()) {
      return;
    }
    byte[] sound = Arrays.copyOfRange(data, start, packet.getLength());
    listening.hear(sound, nanos);
    synchronized (this) {
      if (recording != null) {
        recording.write(sound, nanos);
      }
    }
  }

  /// The call is about to end: what was heard so far is all there is.
  void settle() {
    listening.pause();
  }

  @Override
  public void close() {
    socket.close();
    synchronized (this) {
      if (recording != null) {
        try {
          recording.close();
        } catch (IOException e) {
          LOG.warn("recording_not_finished port={} why={}", port(), e.getMessage());
        }
        recording = null;
      }
    }
  }
}
