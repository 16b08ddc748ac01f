package org.hamroh.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hamroh.call.CallEvent;
import org.hamroh.call.CallId;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.witness.Overheard;
import org.jdbi.v3.core.Handle;

/// Whoever rings the stop line gets no more texts: it is never answered, so it costs nothing, and
/// nobody has to write. Written down together with how far the PBX's file has been read.
final class StopLine implements Overheard {

  /// The line as the settings call it.
  static final String LINE = "stop-line";

  private final Overheard others;
  private final Function<String, Optional<PhoneNumber>> numbers;
  private final IncomingDesk desk;

  StopLine(Overheard others, Function<String, Optional<PhoneNumber>> numbers, IncomingDesk desk) {
    this.others = others;
    this.numbers = numbers;
    this.desk = desk;
  }

  @Override
  public List<CallEvent> missedCall(
      Handle handle, CallId call, Instant at, String line, String shown) {
    if (line.equals(LINE)) {
      numbers.apply(shown).ifPresent(number -> desk.silence(handle, number, "missed-call"));
    }
    return others.missedCall(handle, call, at, line, shown);
  }

  @Override
  public void answered(Handle handle, CallId leg, Instant at) {
    others.answered(handle, leg, at);
  }

  @Override
  public void withoutServer(Handle handle, CallId leg, Instant at) {
    others.withoutServer(handle, leg, at);
  }

  @Override
  public void ended(Handle handle, CallId leg, Instant at, int cause) {
    others.ended(handle, leg, at, cause);
  }
}
