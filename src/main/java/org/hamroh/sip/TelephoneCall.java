package org.hamroh.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.hamroh.sip.CallLeg.State;

/// One call on the test telephone: what a person with the receiver at the ear can do. Every wait
/// has a deadline and throws [TelephoneException] when it runs out. Thread-safe.
public final class TelephoneCall implements AutoCloseable {

  /// Between the keys of one sequence.
  private static final Duration BETWEEN_KEYS = Duration.ofMillis(120);

  /// A CANCEL is answered in a few milliseconds by a PBX that is there.
  private static final Duration CLOSED_WITHIN = Duration.ofSeconds(2);

  /// How often the last sound is looked at while any will do.
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Codec codec;
  private final Listening listening;
  private final AudioLine audio;
  private final CallLeg leg;
  private final String callId;
  private final Signal signal = new Signal();
  private final HeardLog log = new HeardLog();
  private final long beginNanos = System.nanoTime();

  TelephoneCall(SipSocket socket, Dialog dialog, PromptEar ear) throws IOException {
    this.codec = ear.codec();
    this.listening = new Listening(ear, this::onPrompt);
    this.audio = new AudioLine(codec, listening);
    this.leg = new CallLeg(socket, dialog, codec, audio, signal);
    this.callId = dialog.callId();
  }

  CallLeg leg() {
    return leg;
  }

  /// The SIP Call-ID.
  public String callId() {
    return callId;
  }

  /// Waits until the far end rings (180) or is past that.
  public void awaitRinging(Duration within) {
    awaitState(State.RINGING, "the far end did not ring", within);
  }

  /// Waits until the far end answers.
  ///
  /// @throws CallRefused when it says no
  public void awaitAnswer(Duration within) {
    awaitState(State.UP, "the call was not answered", within);
  }

  private void awaitState(State wanted, String otherwise, Duration within) {
    if (!signal.awaitTrue(() -> leg.state().compareTo(wanted) >= 0, within)) {
      throw new TelephoneException(otherwise + " within " + seconds(within));
    }
    Optional<TelephoneException> failure = leg.failure();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  /// Of a call that came in: the From header, `"Name" <sip:number@host>;tag=…`.
  public String from() {
    return leg.invite().header("From").orElse("");
  }

  /// Of a call that came in: what was dialled, `sip:1001@127.0.0.1:40000`.
  public String dialed() {
    return leg.invite().requestUri();
  }

  /// Of a call that came in: any header of its INVITE.
  public Optional<String> header(String name) {
    return leg.invite().header(name);
  }

  /// Tells the caller that it rings here.
  public void ring() {
    leg.ring();
  }

  /// Takes a call that came in.
  public void answer() {
    leg.answer();
  }

  /// Refuses a call that came in: 486 busy, 480 away, 603 declined…
  public void reject(int code) {
    leg.reject(code);
  }

  /// Told each prompt as it is recognised, those before included. It is told on the thread that
  /// hears, so it must return at once and press no key itself.
  public void onHeard(Consumer<Heard> listener) {
    log.addListener(listener);
  }

  private void onPrompt(SortedSet<String> names, long beganNanos) {
    log.add(names, beganNanos, answerNanos());
    signal.changed();
  }

  private long answerNanos() {
    long answer = leg.answerNanos();
    return answer == 0 ? beginNanos : answer;
  }

  /// Everything heard so far.
  public List<Heard> heard() {
    return log.all();
  }

  /// Waits until one of these prompts begins, or has begun since the last `hear` and the last key.
  ///
  /// @param wanted names as in [Heard#isOneOf]
  /// @throws TelephoneException when it is not heard in time, or the call ends before
  public Heard hear(Set<String> wanted, Duration within) {
    Set<String> others = new TreeSet<>();
    Optional<Heard> found =
        signal
            .await(
                () -> {
                  boolean hasEnded =
                      leg.state() == State.ENDED; // first: sound before the end counts
                  Optional<Heard> next = log.next(wanted, others);
                  return next.isPresent() || hasEnded ? Optional.of(next) : Optional.empty();
                },
                within)
            .orElseThrow(
                () ->
                    new TelephoneException(
                        "did not hear "
                            + names(wanted)
                            + " in "
                            + seconds(within)
                            + instead(others)));
    return found.orElseThrow(
        () ->
            new TelephoneException(
                "the call ended before " + names(wanted) + " was heard" + instead(others)));
  }

  private static String names(Set<String> wanted) {
    return String.join(" or ", new TreeSet<>(wanted));
  }

  private static String instead(Set<String> others) {
    return others.isEmpty() ? "; heard no prompt" : "; heard " + String.join(", ", others);
  }

  private static String seconds(Duration within) {
    return within.toMillis() / 1000.0 + " s";
  }

  /// Waits for any sound that is not silence, prompt or not, since the last key or the answer.
  ///
  /// @return how long it took
  public Duration hearAnything(Duration within) {
    long mark = Math.max(log.keyNanos(), answerNanos());
    long deadline = System.nanoTime() + within.toNanos();
    while (listening.lastSound() <= mark) {
      if (hasEnded() || System.nanoTime() >= deadline) {
        throw new TelephoneException("heard nothing at all in " + seconds(within));
      }
      signal.pause(LOOK_AGAIN_NANOS);
    }
    return Duration.ofNanos(Math.max(0, listening.firstSound() - mark));
  }

  /// Waits until nothing but silence has been heard for so long.
  public void awaitSilence(Duration quiet, Duration within) {
    long begin = System.nanoTime();
    while (true) {
      long now = System.nanoTime();
      long left = quiet.toNanos() - (now - Math.max(listening.lastSound(), begin));
      if (left <= 0) {
        return;
      }
      if (now - begin > within.toNanos()) {
        throw new TelephoneException("it was not silent within " + seconds(within));
      }
      signal.pause(left);
    }
  }

  /// Presses keys one after another, 100 ms each. Returns when the last one has been let go.
  public void press(String keys) {
    for (int i = 0; i < keys.length(); i++) {
      if (i > 0) {
        stay(BETWEEN_KEYS);
      }
      press(keys.charAt(i));
    }
  }

  /// Presses one key of `0-9 * #` for 100 ms.
  public void press(char key) {
    requireUp();
    audio.press(
        key,
        () -> {
          listening.forget();
          log.keyReleased();
        });
  }

  /// Speaks: a tone of 440 Hz for so long. Returns when it has been sent or the call has ended.
  public void say(Duration length) {
    requireUp();
    audio.speak(Tone.of(codec, length));
  }

  /// Plays a sound file to the far end: raw G.711, 8 kHz `.sln` or `.wav`.
  ///
  /// @throws UncheckedIOException when it cannot be read
  public void play(Path sound) {
    requireUp();
    try {
      audio.speak(
          SoundFile.read(sound, codec)
              .orElseThrow(() -> new TelephoneException(sound + " is no sound of 8 kHz")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends silence without pause from now on, 50 packets a second, as most telephones do. Otherwise
  /// a packet a second shows that we are there.
  public void sendContinuously() {
    audio.sendContinuously();
  }

  /// No sound leaves from now on: the telephone's network is gone, and nobody has hung up.
  public void loseNetwork() {
    audio.loseNetwork();
  }

  /// Writes what is heard from now on to a WAV file, which is whole when the call has ended.
  ///
  /// @throws UncheckedIOException when it cannot be written
  public void recordTo(Path file) {
    try {
      audio.record(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Joins two calls that are up: what one end says, keys too, the other hears. It lasts until one
  /// of them ends, which does not end the other.
  public void bridge(TelephoneCall other) {
    requireUp();
    other.requireUp();
    audio.bridge(other.audio);
    other.audio.bridge(audio);
  }

  private void requireUp() {
    if (!isUp()) {
      throw new TelephoneException("the call is not up");
    }
  }

  public boolean isUp() {
    return leg.state() == State.UP;
  }

  public boolean hasEnded() {
    return leg.state() == State.ENDED;
  }

  /// Stays on the line for so long, listening.
  ///
  /// @return whether the call is still up
  public boolean stay(Duration length) {
    signal.awaitTrue(this::hasEnded, length);
    return isUp();
  }

  /// Waits until the far end hangs up, or gives up a call that rings here.
  public void awaitHangup(Duration within) {
    if (!signal.awaitTrue(this::hasEnded, within)) {
      throw new TelephoneException("the far end did not hang up within " + seconds(within));
    }
  }

  /// Hangs up. Before the answer a call of ours is cancelled, and one that came in is declined.
  public void hangUp() {
    leg.hangUp();
  }

  /// Hangs up if nobody has, and stays until the far end knows.
  @Override
  public void close() {
    hangUp();
    signal.awaitTrue(this::hasEnded, CLOSED_WITHIN);
  }
}
