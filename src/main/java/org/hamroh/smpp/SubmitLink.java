package org.hamroh.smpp;

import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.hamroh.smpp.SubmitOutcome.Accepted;
import org.hamroh.smpp.SubmitOutcome.Refused;
import org.hamroh.smpp.SubmitOutcome.Unknown;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUStringException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SubmitSmResp;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SubmitSmCommandTask;
import org.jspecify.annotations.Nullable;

/// One bound link of the library that submits without waiting: the library's own call keeps a
/// thread until its answer comes; here the answer's thread tells the outcome. Each segment's
/// outcome is told exactly once: the answer, silence, or the end of the link, whichever comes
/// first.
final class SubmitLink extends SMPPSession {

  private static final DateTimeFormatter VALID_UNTIL =
      DateTimeFormatter.ofPattern("yyMMddHHmmss").withZone(ZoneOffset.UTC);

  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]+");

  /// Numbers of fewer digits are short codes.
  private static final int SHORTEST_NUMBER = 7;

  private static final Logger LOG = LogManager.getLogger(SubmitLink.class);

  private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();

  private final Duration patience;
  private volatile boolean gone;

  /// @param patience for an answer
  SubmitLink(SmppSocket socket, Duration patience) {
    super(socket);
    this.patience = patience;
    setTransactionTimer(patience.toMillis());
  }

  /// Hands them over in one burst.
  void submitAll(List<SubmitSegment> segments, BiConsumer<SubmitSegment, SubmitOutcome> told) {
    BurstConnection burst = connection() instanceof BurstConnection one ? one : null;
    if (burst != null) {
      burst.begin();
    }
    try {
      segments.forEach(segment -> submit(segment, told));
    } finally {
      end(burst);
    }
    if (gone) {
      giveUpAll(); // those that waited were told before these came
    }
  }

  private void end(@Nullable BurstConnection burst) {
    try {
      if (burst != null) {
        burst.end();
      }
    } catch (IOException e) {
      close(); // its end tells of all that wait
    }
  }

  private void submit(SubmitSegment segment, BiConsumer<SubmitSegment, SubmitOutcome> told) {
    if (!getSessionState().isTransmittable()) {
      told.accept(segment, new Refused(Refusal.notLinked()));
      return;
    }
    int sequence = sequence().nextValue();
    Waiting answer = new Waiting(segment, told, System.nanoTime());
    waiting.put(sequence, answer);
    try {
      task(segment).executeTask(connection().getOutputStream(), sequence);
    } catch (PDUStringException e) {
      tell(
          sequence,
          new Refused(new Refusal(RefusalName.NOT_WRITABLE, String.valueOf(e.getMessage()))));
    } catch (IOException e) {
      tell(sequence, new Unknown("The link broke before the answer."));
      close();
    } catch (RuntimeException e) {
      LOG.error("event=submit-failed", e);
      tell(sequence, new Unknown("The answer was lost inside the server."));
    }
  }

  private SubmitSmCommandTask task(SubmitSegment segment) {
    boolean digits = DIGITS.matcher(segment.source()).matches();
    boolean shortCode =
        digits && !segment.source().startsWith("+") && segment.source().length() < SHORTEST_NUMBER;
    return new SubmitSmCommandTask(
        pduSender(),
        "",
        digits
            ? shortCode ? TypeOfNumber.UNKNOWN : TypeOfNumber.INTERNATIONAL
            : TypeOfNumber.ALPHANUMERIC,
        digits ? NumberingPlanIndicator.ISDN : NumberingPlanIndicator.UNKNOWN,
        segment.source().replace("+", ""),
        TypeOfNumber.INTERNATIONAL,
        NumberingPlanIndicator.ISDN,
        segment.destination().substring(1),
        new ESMClass(segment.joined() ? SMPPConstant.ESMCLS_UDHI_INDICATOR_SET : 0),
        (byte) 0,
        (byte) 0,
        null,
        validity(segment),
        new RegisteredDelivery(SMPPConstant.REGDEL_SMSC_SUCCESS_FAILURE_REQUESTED),
        (byte) 0,
        new RawDataCoding(segment.dataCoding()),
        (byte) 0,
        segment.isPayload() ? new byte[0] : segment.octets(),
        segment.isPayload()
            ? new OptionalParameter[] {new OptionalParameter.Message_payload(segment.octets())}
            : new OptionalParameter[0]);
  }

  /// `validity_period` (§7.1.1): absolute, in UTC.
  private static @Nullable String validity(SubmitSegment segment) {
    return segment.validUntil().map(until -> VALID_UNTIL.format(until) + "000+").orElse(null);
  }

  /// The library asks here whose answer has come.
  @Override
  protected @Nullable PendingResponse<Command> removePendingResponse(int sequence) {
    Waiting ours = waiting.remove(sequence);
    return ours != null ? ours : super.removePendingResponse(sequence);
  }

  /// Those that have waited too long: nobody knows what became of them.
  void giveUpLate() {
    long now = System.nanoTime();
    waiting.forEach(
        (sequence, one) -> {
          if (now - one.since >= patience.toNanos()) {
            tell(
                sequence,
                new Unknown("The SMSC did not answer in " + patience.toSeconds() + " s."));
          }
        });
  }

  /// The link is gone: no answer comes any more.
  void giveUpAll() {
    gone = true;
    waiting.keySet().forEach(one -> tell(one, new Unknown("The link broke before the answer.")));
  }

  private void tell(int sequence, SubmitOutcome outcome) {
    Waiting one = waiting.remove(sequence);
    if (one != null) {
      one.told.accept(one.segment, outcome);
    }
  }

  /// Takes the place of the thread that would wait.
  private static final class Waiting extends PendingResponse<Command> {

    private final SubmitSegment segment;
    private final BiConsumer<SubmitSegment, SubmitOutcome> told;
    private final long since;

    Waiting(SubmitSegment segment, BiConsumer<SubmitSegment, SubmitOutcome> told, long since) {
      super(0);
      this.segment = segment;
      this.told = told;
      this.since = since;
    }

    @Override
    public void done(Command answer) {
      if (answer.getCommandStatus() != SMPPConstant.STAT_ESME_ROK) {
        told.accept(segment, new Refused(Refusal.of(answer.getCommandStatus())));
      } else if (answer instanceof SubmitSmResp taken) {
        told.accept(segment, new Accepted(taken.getMessageId()));
      } else {
        told.accept(segment, new Unknown("The SMSC's answer could not be read."));
      }
    }

    @Override
    public void doneWithInvalidResponse(InvalidResponseException e) {
      told.accept(segment, new Unknown("The SMSC's answer could not be read: " + e.getMessage()));
    }
  }
}
