package org.hamroh.smpp;

import java.util.List;
import java.util.function.BiConsumer;

/// A way out of the house: an SMPP link, an aggregator's HTTP door, a modem's spool. A segment
/// needs a place, reserved before it is marked in the store and given back after its result is kept
/// there.
public interface SmsTransport extends AutoCloseable {

  /// Begins to link up, and returns at once. A carrier that is down is no error: see [#state].
  void start();

  LinkState state();

  /// Its places, given back there after the results are kept, and its pace.
  SendWindow window();

  /// Takes places, as many as the pace allows now. Never waits.
  ///
  /// @param held places whose results the same write keeps
  /// @return 0 when there is no link, no place, or it is too early
  int take(int held);

  /// Hands a segment over and waits for the answer. Never throws: what is known afterwards is the
  /// outcome.
  SubmitOutcome submit(SubmitSegment segment);

  /// Hands many over in their order, and returns without waiting for their answers.
  ///
  /// @param told learns each outcome once, on any thread: it must not wait
  default void submitAll(
      List<SubmitSegment> segments, BiConsumer<SubmitSegment, SubmitOutcome> told) {
    for (SubmitSegment segment : segments) {
      Thread.ofVirtual()
          .name("sms-" + segment.key())
          .start(() -> told.accept(segment, submit(segment)));
    }
  }

  @Override
  void close();
}
