package org.hamroh.console;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hamroh.ami.AmiEvent;
import org.hamroh.call.CallId;
import org.hamroh.queue.QueueMember;
import org.hamroh.queue.QueuePicture;
import org.hamroh.queue.TalkingCaller;
import org.hamroh.queue.WaitingCaller;
import org.hamroh.web.LiveFeed;
import org.jspecify.annotations.Nullable;

/// Which call each operator has before them: the one that rings, the one they talk on, or the one
/// whose work is not done yet. Follows the picture of the queues, so it is what the PBX says.
///
/// Told by one thread, read by any.
public final class Desks {

  /// How far the operator is with the call.
  public enum Phase {
    RINGING,
    TALKING,
    /// The talk is over, its record is being written.
    AFTER
  }

  /// A call on an operator's desk.
  ///
  /// @param queue    empty when not known
  /// @param language of the menus, empty when not known
  /// @param since    when this phase began
  public record DeskCall(CallId call, String queue, String language, Phase phase, Instant since) {}

  /// The PBX's word for the pause after a talk comes within milliseconds; a slow one gets seconds.
  private static final long SETTLES_WITHIN_MILLIS = 3_000;

  private final Supplier<QueuePicture> board;
  private final LiveFeed feed;
  private final Map<String, DeskCall> desks = new ConcurrentHashMap<>();

  /// @param board the picture, which has followed each event already
  /// @param feed  told `desk-op1` when the call on op1's desk changes
  public Desks(Supplier<QueuePicture> board, LiveFeed feed) {
    this.board = board;
    this.feed = feed;
  }

  /// The live topic of an operator's desk.
  static String topic(String operator) {
    String plain = operator.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    return "desk-" + plain.substring(0, Math.min(plain.length(), 40));
  }

  /// A listener of [org.hamroh.ami.AmiClient], to be added after the board's own.
  public void accept(AmiEvent event) {
    QueuePicture picture = board.get();
    Map<String, DeskCall> now = calls(picture, event.at());
    Set<String> operators = new HashSet<>(desks.keySet());
    operators.addAll(now.keySet());
    for (String operator : operators) {
      follow(operator, Optional.ofNullable(now.get(operator)), picture, event.at());
    }
  }

  private void follow(String operator, Optional<DeskCall> told, QueuePicture picture, Instant at) {
    DeskCall before = desks.get(operator);
    Optional<DeskCall> now = told.or(() -> after(operator, before, picture, at));
    if (now.isPresent() && before != null && same(before, now.get())) {
      return;
    }
    if (now.isPresent()) {
      desks.put(operator, now.get());
    } else {
      desks.remove(operator);
    }
    if (now.isPresent() || before != null) {
      feed.changed(topic(operator));
    }
  }

  private static boolean same(DeskCall before, DeskCall now) {
    return before.call().equals(now.call()) && before.phase() == now.phase();
  }

  /// After a talk the call stays while the operator finishes its record. Between the end of the
  /// talk and the pause for it, the PBX says for a moment that nothing is to be done.
  private static Optional<DeskCall> after(
      String operator, @Nullable DeskCall before, QueuePicture picture, Instant at) {
    if (before == null || before.phase() == Phase.RINGING) {
      return Optional.empty();
    }
    boolean wrapsUp =
        picture
            .operator(operator)
            .filter(member -> member.state() == QueueMember.State.WRAP_UP)
            .isPresent();
    boolean justEnded =
        before.phase() == Phase.TALKING
            || before.since().plusMillis(SETTLES_WITHIN_MILLIS).isAfter(at);
    if (!wrapsUp && !justEnded) {
      return Optional.empty();
    }
    return Optional.of(
        before.phase() == Phase.AFTER
            ? before
            : new DeskCall(before.call(), before.queue(), before.language(), Phase.AFTER, at));
  }

  private static Map<String, DeskCall> calls(QueuePicture picture, Instant at) {
    Map<String, DeskCall> calls = new HashMap<>();
    for (WaitingCaller caller : picture.waiting().values()) {
      for (String operator : caller.ringing()) {
        calls.put(
            operator,
            new DeskCall(caller.call(), caller.queue(), caller.language(), Phase.RINGING, at));
      }
    }
    for (TalkingCaller caller : picture.talking().values()) {
      if (caller.operator().isEmpty()) {
        continue; // with a partner, on nobody's desk
      }
      calls.put(
          caller.operator(),
          new DeskCall(
              caller.call(), caller.queue(), caller.language(), Phase.TALKING, caller.since()));
    }
    return calls;
  }

  /// The call on an operator's desk.
  ///
  /// @param operator `op1`
  public Optional<DeskCall> of(String operator) {
    return Optional.ofNullable(desks.get(operator));
  }
}
