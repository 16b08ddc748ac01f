package org.hamroh.smpp;

import java.time.Duration;

/// A way out of the house: an SMPP link, an aggregator's HTTP door, a modem's spool. A segment
/// needs a place, reserved before it is marked in the store and given back after its result is kept
/// there.
public interface SmsTransport extends AutoCloseable {

  /// Begins to link up, and returns at once. A carrier that is down is no error: see [#state].
  void start();

  LinkState state();

  /// Its places, given back there after the results are kept, and its pace.
  SendWindow window();

  /// Waits for a link and takes free places, as many as the pace allows.
  ///
  /// @return 0 when there is no link or no place in time
  int reserve(int most, Duration patience) throws InterruptedException;

  /// Hands a segment over and waits for the answer. Never throws: what is known afterwards is the
  /// outcome.
  SubmitOutcome submit(SubmitSegment segment);

  @Override
  void close();
}
