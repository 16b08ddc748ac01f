package org.hamroh.smpp;

import java.util.List;
import java.util.function.BiConsumer;

/// A transmitter and a receiver of one account, for carriers that keep the two apart: segments
/// leave through the one, receipts and texts come through the other.
public final class SmppPair implements SmsTransport {

  private final SmppSession transmitter;
  private final SmppSession receiver;

  /// @param route name for logs
  /// @param taker keeps what the SMSC hands over, before it is answered
  public SmppPair(String route, SmppConfig config, SmppTimers timers, FromSmsc.Taker taker) {
    this.transmitter = new SmppSession(route + "-tx", config.bound("transmitter"), timers, taker);
    this.receiver = new SmppSession(route + "-rx", config.bound("receiver"), timers, taker);
  }

  @Override
  public void start() {
    receiver.start();
    transmitter.start();
  }

  /// Without the receiver segments still leave, and their receipts wait at the SMSC.
  @Override
  public LinkState state() {
    LinkState out = transmitter.state();
    LinkState in = receiver.state();
    return out.up() && !in.up()
        ? LinkState.up(
            LinkWord.NO_RECEIPTS, "sends, but takes no receipts: " + in.sentence(), in.peer())
        : out;
  }

  @Override
  public SendWindow window() {
    return transmitter.window();
  }

  @Override
  public int take(int held) {
    return transmitter.take(held);
  }

  @Override
  public SubmitOutcome submit(SubmitSegment segment) {
    return transmitter.submit(segment);
  }

  @Override
  public void submitAll(
      List<SubmitSegment> segments, BiConsumer<SubmitSegment, SubmitOutcome> told) {
    transmitter.submitAll(segments, told);
  }

  @Override
  public void close() {
    transmitter.close();
    receiver.close();
  }
}
