package org.hamroh.agi;

import java.time.Duration;
import java.util.Optional;
import org.asteriskjava.fastagi.AgiChannel;
import org.asteriskjava.fastagi.AgiException;
import org.asteriskjava.fastagi.command.AgiCommand;
import org.asteriskjava.fastagi.command.AnswerCommand;
import org.asteriskjava.fastagi.command.ChannelStatusCommand;
import org.asteriskjava.fastagi.command.ExecCommand;
import org.asteriskjava.fastagi.command.GetVariableCommand;
import org.asteriskjava.fastagi.command.RecordFileCommand;
import org.asteriskjava.fastagi.command.SetAutoHangupCommand;
import org.asteriskjava.fastagi.command.SetVariableCommand;
import org.asteriskjava.fastagi.command.StreamFileCommand;
import org.asteriskjava.fastagi.command.WaitForDigitCommand;
import org.asteriskjava.fastagi.reply.AgiReply;

/// Our conversation with one leg: one command, one reply, and an honest word for every outcome.
///
/// Every method may throw [AgiHangup] (the leg is gone, unwind) or [AgiFault] (the session cannot
/// be trusted any more, unwind; the dialplan takes over). Neither is worth a retry. For one
/// thread.
///
/// ## The dead-man's handle
/// Asterisk waits for a frozen server for ever. So each command is sent under `SET AUTOHANGUP`:
/// when we do not come back in time, the leg goes to the dialplan's `T` extension, prompts on disk
/// and a person. The handle is renewed when what is left of it is too short for the next command,
/// or much too long.
public final class AgiCall {

  /// What the handle leaves us to think, past the longest wait of a command.
  static final Duration HANDLE_MARGIN = Duration.ofSeconds(3);

  /// How much longer than needed the handle is made, so that not every key press costs a round trip
  /// more. A frozen server then leaves a caller in silence for margin and spare together, once the
  /// sound is over.
  static final Duration HANDLE_SPARE = Duration.ofSeconds(9);

  /// A handle made for a long sound that a key has cut is kept up to here; 30 s of silence is the
  /// promise.
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(25);

  /// A key is held for a quarter of a second; a busy PBX takes a little longer.
  private static final Duration KEY = Duration.ofSeconds(1);

  private static final int NARROW_RATE = 8_000;

  /// Names that we set: our own, and the channel's language. A name such as `SHELL(…)` would run a
  /// dialplan function.
  private static final String SETTABLE = "HAMROH_[A-Z]{1,20}|CHANNEL\\(language\\)";

  private final AgiRequest request;
  private final AgiChannel channel;
  private final AgiSocket socket;
  private final AgiLimits limits;
  private long handleEnds = System.nanoTime();
  private Duration heard = Duration.ZERO;

  AgiCall(AgiRequest request, AgiChannel channel, AgiSocket socket, AgiLimits limits) {
    this.request = request;
    this.channel = channel;
    this.socket = socket;
    this.limits = limits;
  }

  public AgiRequest request() {
    return request;
  }

  /// Picks up, if nobody has yet.
  public void answer() {
    hold(Duration.ZERO);
    onLeg(new AnswerCommand(), Duration.ZERO);
  }

  /// Renews the dead-man's handle for what is about to take this long, when it needs to be: several
  /// files that are played as one are covered by one handle.
  public void hold(Duration longest) {
    Duration needed = longest.plus(HANDLE_MARGIN);
    long left = handleEnds - System.nanoTime();
    if (left < needed.toNanos() || left > longest.plus(LONGEST_SILENCE).toNanos()) {
      int seconds = Math.toIntExact(needed.plus(HANDLE_SPARE).toSeconds());
      onLeg(new SetAutoHangupCommand(seconds), Duration.ZERO);
      handleEnds = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }
  }

  /// Plays one file. Asterisk stops it when we die, so that the caller goes on at once; an
  /// application run by EXEC would play to its end first.
  ///
  /// @param file         absolute path without ending; Asterisk takes the format nearest to the
  /// call
  /// @param escapeDigits keys that cut it, empty for none
  /// @param longest      how long the file is
  public AgiHeard play(String file, String escapeDigits, Duration longest) {
    hold(longest);
    heard = Duration.ZERO;
    long from = System.nanoTime();
    AgiReply reply = send(new StreamFileCommand(file, escapeDigits), longest);
    heard = heard(reply, Duration.ofNanos(System.nanoTime() - from), longest);
    if (socket.hungUp()) {
      throw new AgiHangup();
    }
    return heard(reply);
  }

  /// How much of the last file was played, by Asterisk's own count; of one that a key or a hang-up
  /// has cut, too.
  public Duration heard() {
    return heard;
  }

  /// `200 result=0 endpos=59200`: samples, at the rate of the format that Asterisk has chosen,
  /// which it does not tell. Telephones have two rates, and the clock tells them apart.
  private static Duration heard(AgiReply reply, Duration took, Duration longest) {
    String samples = reply.getAttribute("endpos");
    if (samples == null || !samples.matches("[0-9]{1,15}")) {
      return Duration.ZERO;
    }
    Duration narrow = Duration.ofMillis(Long.parseLong(samples) * 1_000 / NARROW_RATE);
    Duration wide = narrow.dividedBy(2);
    Duration nearer =
        narrow.minus(took).abs().compareTo(wide.minus(took).abs()) <= 0 ? narrow : wide;
    return nearer.compareTo(longest) > 0 ? longest : nearer;
  }

  /// Waits for any key.
  public AgiHeard waitForKey(Duration timeout) {
    hold(timeout);
    return heard(onLeg(new WaitForDigitCommand(timeout.toMillis()), timeout));
  }

  /// Presses one key, which the far end hears.
  public void press(char key) {
    if ("0123456789*#".indexOf(key) < 0) {
      throw new IllegalArgumentException("a key is one of 0-9, * and #");
    }
    hold(KEY);
    onLeg(new ExecCommand("SendDTMF", String.valueOf(key)), KEY);
  }

  /// Records a WAV file, 8 kHz mono 16 bit, without a tone (Asterisk refuses to record when its own
  /// tone is not installed). A leg that goes keeps what was said.
  ///
  /// @param file         absolute path without ending
  /// @param escapeDigits keys that end it
  /// @param maxSilence   whole seconds of silence that end it and are cut off; 0 never does. A
  ///                     telephone that sends nothing while nobody speaks is not heard as silent:
  ///                     then the limit ends it
  /// @return the key that ended it, empty when silence or the limit did
  /// @throws IllegalStateException when Asterisk cannot write there (no folder, a full disk)
  public Optional<Character> record(
      String file, String escapeDigits, Duration limit, Duration maxSilence) {
    hold(limit);
    AgiReply reply =
        onLeg(
            new RecordFileCommand(
                file,
                "wav",
                escapeDigits,
                (int) limit.toMillis(),
                0,
                false,
                Math.toIntExact(maxSilence.toSeconds())),
            limit);
    int result = reply.getResultCode();
    if (result < 0) {
      requireLeg();
      throw new IllegalStateException(
          "Asterisk cannot record to " + file + " (" + reply.getExtra() + ")");
    }
    return result == 0 ? Optional.empty() : Optional.of((char) result);
  }

  /// Puts off something quick until the caller does not wait for it: until the next command is on
  /// its way. What is put off last is done when the conversation ends, whichever way it does.
  public void meanwhile(Runnable quick) {
    socket.meanwhile(quick);
  }

  /// A channel variable or function, empty when it is not set. Works on a leg that is gone.
  public Optional<String> variable(String name) {
    AgiReply reply = send(new GetVariableCommand(name), Duration.ZERO);
    return reply.getResultCode() == 1 ? Optional.ofNullable(reply.getExtra()) : Optional.empty();
  }

  /// Sets one of the variables that the dialplan reads.
  ///
  /// @param name  `HAMROH_…` or `CHANNEL(language)`
  /// @param value letters, digits, dots, hyphens; never what a caller supplied
  public void set(String name, String value) {
    if (!name.matches(SETTABLE) || !value.matches("[A-Za-z0-9._-]{0,80}")) {
      throw new IllegalArgumentException("not a variable for the dialplan: " + name);
    }
    onLeg(new SetVariableCommand(name, value), Duration.ZERO);
  }

  /// Takes the handle off, before the leg is given back to the dialplan.
  public void letGo() {
    onLeg(new SetAutoHangupCommand(0), Duration.ZERO);
    handleEnds = System.nanoTime();
  }

  private AgiHeard heard(AgiReply reply) {
    int result = reply.getResultCode();
    if (result > 0) {
      return new AgiHeard.Key((char) result);
    }
    if (result == 0) {
      return new AgiHeard.Ended();
    }
    requireLeg();
    return new AgiHeard.Missing();
  }

  /// `result=-1` alone says nothing: a missing sound answers so, and a hang-up too, whose `HANGUP`
  /// line may come later. So ask for something that only a living leg answers.
  private void requireLeg() {
    onLeg(new ChannelStatusCommand(), Duration.ZERO);
  }

  private AgiReply onLeg(AgiCommand command, Duration longest) {
    AgiReply reply = send(command, longest);
    if (socket.hungUp()) {
      throw new AgiHangup();
    }
    return reply;
  }

  private AgiReply send(AgiCommand command, Duration longest) {
    socket.expectWithin(longest.plus(limits.reply()));
    try {
      return channel.sendCommand(command);
    } catch (AgiException | RuntimeException e) {
      if (socket.fault() != null) {
        throw new AgiFault(String.valueOf(socket.fault()), e);
      }
      if (e instanceof org.asteriskjava.fastagi.AgiHangupException
          || e instanceof org.asteriskjava.fastagi.AgiNetworkException) {
        throw new AgiHangup();
      }
      throw new AgiFault("Asterisk refuses " + command.getClass().getSimpleName(), e);
    }
  }
}
