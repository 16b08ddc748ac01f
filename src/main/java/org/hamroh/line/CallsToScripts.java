package org.hamroh.line;

import java.util.Optional;
import java.util.function.Function;
import org.hamroh.call.CallId;
import org.hamroh.ivr.BackFromQueue;
import org.hamroh.ivr.CallLine;
import org.hamroh.ivr.CalledBack;
import org.hamroh.ivr.HangupException;
import org.hamroh.ivr.ScriptBook;
import org.hamroh.ivr.ScriptRunner;
import org.hamroh.ivr.ScriptShelf;
import org.hamroh.ivr.WayOut;

/// Runs the script that a call is for: by the number dialled, or by what brought it back.
public final class CallsToScripts implements ScriptRun {

  private final ScriptShelf scripts;
  private final ScriptRunner runner;
  private final Function<CallId, Optional<String>> wanted;

  /// Where every call back goes on as its leg says.
  public CallsToScripts(ScriptShelf scripts, ScriptRunner runner) {
    this(scripts, runner, call -> Optional.empty());
  }

  /// @param wanted how to begin with somebody who rang a line that is never answered, where that
  ///               was not the main one
  public CallsToScripts(
      ScriptShelf scripts, ScriptRunner runner, Function<CallId, Optional<String>> wanted) {
    this.wanted = wanted;
    this.scripts = scripts;
    this.runner = runner;
  }

  @Override
  public void run(CallId call, CallLine line, Arrival arrival) {
    Optional<ScriptBook.Entry> entry = entry(call, arrival);
    if (entry.isEmpty()) {
      line.hangUp(); // these scripts ask nothing after a talk, or call nobody back
      return;
    }
    WayOut out = runner.run(call, entry.get(), language(arrival), line, isCovered(arrival));
    if (out instanceof WayOut.CallerLeft) {
      throw new HangupException(); // nobody is there to be taken anywhere
    }
  }

  /// Where a call comes in. Only what follows a talk, or a call of ours, may be missing: the check
  /// demands the others.
  private Optional<ScriptBook.Entry> entry(CallId call, Arrival arrival) {
    return switch (arrival) {
      case Arrival.Rang rang -> Optional.of(scripts.begin(call).forNumber(rang.dialedNumber()));
      case Arrival.PressedInQueue pressed when isCovered(pressed) ->
          Optional.of(cover(scripts.goOn(call), pressed.dialedNumber()));
      case Arrival.PressedInQueue pressed ->
          Optional.of(
              scripts.goOn(call).entry(BackFromQueue.afterKey(pressed.key())).orElseThrow());
      case Arrival.LeftQueue left ->
          Optional.of(scripts.goOn(call).entry(BackFromQueue.unserved(left.queue())).orElseThrow());
      case Arrival.Talked talked -> scripts.goOn(call).entry(BackFromQueue.AFTER_TALK);
      case Arrival.CalledBack back -> {
        ScriptBook book = scripts.begin(call);
        String hello =
            back.hello().equals(CalledBack.MISSED)
                ? wanted.apply(call).orElse(back.hello())
                : back.hello();
        yield book.entry(CalledBack.SCRIPT + "/" + hello).or(() -> book.entry(CalledBack.SCRIPT));
      }
    };
  }

  /// Where key 9 leads in the script of this number.
  private static ScriptBook.Entry cover(ScriptBook book, String number) {
    return book.at(book.forNumber(number).script().everywhere().cover());
  }

  private static boolean isCovered(Arrival arrival) {
    return arrival instanceof Arrival.PressedInQueue pressed && BackFromQueue.covers(pressed.key());
  }

  private static Optional<String> language(Arrival arrival) {
    String chosen =
        switch (arrival) {
          case Arrival.Rang rang -> "";
          case Arrival.PressedInQueue pressed -> pressed.language();
          case Arrival.LeftQueue left -> left.language();
          case Arrival.Talked talked -> talked.language();
          case Arrival.CalledBack back -> back.language();
        };
    return Optional.of(chosen).filter(language -> !language.isEmpty());
  }
}
