package org.hamroh.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hamroh.sip.Caller;
import org.hamroh.sip.Heard;
import org.hamroh.sip.Telephone;
import org.hamroh.sip.TelephoneCall;
import org.hamroh.sip.TelephoneException;
import org.hamroh.voice.PromptBook;

/// One demonstration call through the real PBX: a pretended migrant rings, listens, presses keys
/// and reaches a pretended operator. What is printed is what was recognised in the sound that came
/// back, not what ought to have been played.
final class DemoCall {

  private static final String HOTLINE = "700";
  private static final String CALLER = "+992900000001";

  /// How long a prompt is listened to before the key, so that a person can follow.
  private static final Duration LISTEN = Duration.ofMillis(2_500);

  private static final Duration PROMPT_WITHIN = Duration.ofSeconds(25);
  private static final Duration TALK = Duration.ofSeconds(3);

  /// What the caller waits for, and then presses.
  private record Move(String prompt, char key, String why) {}

  private static final List<Move> WAY =
      List.of(
          new Move("tg/language-choice", '1', "Tajik"),
          new Move("tg/main-menu", '3', "advice"),
          new Move("tg/topics-menu", '1', "work and pay"),
          new Move("tg/work-menu", '1', "unpaid wages"),
          new Move("tg/wages-info-1", '0', "a person, please"));

  /// The caller pays for this call, so nothing is asked after it.
  private static final Duration OVER_WITHIN = Duration.ofSeconds(10);

  private static final Duration TALK_WITHIN = Duration.ofSeconds(90);

  private final Telephone caller;
  private final Telephone operator;
  private final PromptBook prompts;
  private final PrintStream out;

  DemoCall(Telephone caller, Telephone operator, PromptBook prompts, PrintStream out) {
    this.caller = caller;
    this.operator = operator;
    this.prompts = prompts;
    this.out = out;
  }

  /// Rings, and returns when both have hung up.
  ///
  /// @throws TelephoneException when something expected is not heard in time
  void run() {
    CompletableFuture<Void> desk =
        CompletableFuture.runAsync(this::answerAsOperator, Thread::startVirtualThread);
    try (TelephoneCall call = caller.call(HOTLINE, Caller.of(CALLER))) {
      out.println("  caller rings " + HOTLINE + " and is answered");
      call.onHeard(this::print);
      for (Move move : WAY) {
        go(call, move);
      }
      desk.get(TALK_WITHIN.toSeconds(), TimeUnit.SECONDS);
      call.awaitHangup(OVER_WITHIN);
      out.println("  the line hangs up at once: questions are asked only on calls that we pay for");
    } catch (ExecutionException e) {
      throw new TelephoneException("the pretended operator failed: " + e.getCause());
    } catch (TimeoutException e) {
      throw new TelephoneException("the talk with the pretended operator did not come to its end");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void go(TelephoneCall call, Move move) {
    call.hear(Set.of(move.prompt), PROMPT_WITHIN);
    call.stay(LISTEN);
    out.println("  caller presses " + move.key + " (" + move.why + ")");
    call.press(move.key);
  }

  private void answerAsOperator() {
    try (TelephoneCall call = operator.awaitCall(TALK_WITHIN)) {
      call.ring();
      out.println("  op1's telephone rings");
      call.stay(Duration.ofSeconds(1));
      call.answer();
      out.println("  op1 answers; both speak");
      call.say(TALK);
      call.hangUp();
      out.println("  op1 hangs up");
    }
  }

  /// The text in the language that was heard, with the other one beside it.
  private void print(Heard heard) {
    String name = heard.name();
    int slash = name.indexOf('/');
    if (slash < 0) {
      return; // hold music
    }
    String language = name.substring(0, slash);
    String prompt = name.substring(slash + 1);
    prompts
        .text(language, prompt)
        .ifPresent(
            text -> {
              String other = language.equals("tg") ? "ru" : "tg";
              out.printf(
                  "  %5.1f s  hears %s%n           %s: %s%n",
                  heard.at().toMillis() / 1000.0, prompt, language, text.text());
              prompts
                  .text(other, prompt)
                  .ifPresent(one -> out.printf("           %s: %s%n", other, one.text()));
            });
  }
}
