package org.hamroh.sms;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hamroh.gate.OutgoingGate;
import org.hamroh.gate.Purpose;
import org.hamroh.gate.Verdict;
import org.hamroh.phone.PhoneNumber;
import org.hamroh.smpp.RefusalName;
import org.hamroh.store.KeptStatements;
import org.jdbi.v3.core.Handle;

/// Chooses what leaves next on a route and marks it, in one transaction: what is marked may leave
/// after its commit, and nothing else. Statements are used for many segments each; this is the
/// busiest place of a broadcast.
final class Claim {

  private static final String WAITING =
      """
      select s.message_id, s.part, s.attempts, m.campaign_id, m.purpose, m.number, m.text, m.parts,
        m.joining, m.valid_until, m.repeats
      from segment s join message m on m.id = s.message_id
      where s.state = 'queued' and s.route = ? and s.lane = ? and s.not_before <= ?
      order by s.not_before, s.message_id, s.part limit ?
      """;

  /// Of a route that is down, only what has not begun there, what this one serves and what is cut
  /// as this one joins its parts (see [Stranded]).
  private static final String STRANDED =
      """
      select s.message_id, s.part, s.attempts, m.campaign_id, m.purpose, m.number, m.text, m.parts,
        m.joining, m.valid_until, m.repeats
      from segment s join message m on m.id = s.message_id
      where s.state = 'queued' and s.route = ? and s.lane = ? and s.not_before <= ?
        and m.state = 'queued' and (m.parts = 1 or m.joining = '%s') and (%s)
      order by s.not_before, s.message_id, s.part limit ?
      """;

  private static final String MARK =
      """
      update segment set state = 'sending', sent_at = ?, attempts = ?, route = ?
      where message_id = ? and part = ?
      """;

  private static final String MOVE_THE_REST =
      "update segment set lane = ?, route = ? where message_id = ? and state = 'queued'";

  private static final String BEGIN =
      "update message set state = 'sending', changed_at = ?, route = ? where id = ?";

  /// @param route    that asks
  /// @param joining  of longer texts there
  /// @param prefixes that it serves
  /// @param fallen   routes whose messages it takes over while they are in trouble
  /// @param lanes    in their order: urgent ones first
  /// @param most     segments in all
  /// @param mostBulk of them from campaigns: a few places stay free for what is urgent
  /// @param turn     which campaign comes first this time
  record Ask(
      String route,
      Joining joining,
      List<String> prefixes,
      List<String> fallen,
      List<Long> lanes,
      int most,
      int mostBulk,
      int turn) {}

  /// @param marked  that may leave
  /// @param touched whether anything was done at all
  record Taken(List<OutgoingSegment> marked, boolean touched) {}

  private final Handle handle;
  private final OutgoingGate gate;
  private final Broadcasts broadcasts;
  private final Ask ask;
  private final Instant now;
  private final List<OutgoingSegment> chosen = new ArrayList<>();

  Claim(Handle handle, OutgoingGate gate, Broadcasts broadcasts, Ask ask, Instant now) {
    this.handle = handle;
    this.gate = gate;
    this.broadcasts = broadcasts;
    this.ask = ask;
    this.now = now;
  }

  Taken take() throws SQLException {
    choose();
    List<OutgoingSegment> passing = passing();
    pay(passing);
    mark(passing);
    return new Taken(passing, !chosen.isEmpty());
  }

  private void choose() throws SQLException {
    List<Long> campaigns = ask.lanes.stream().filter(lane -> lane > 0).toList();
    for (long lane : ask.lanes) {
      if (lane <= 0) {
        from(lane, ask.most - chosen.size());
      }
    }
    int bulk = Math.min(ask.most - chosen.size(), ask.mostBulk);
    for (int i = 0; i < campaigns.size() && bulk > 0; i++) {
      long lane = campaigns.get((i + ask.turn) % campaigns.size());
      int share = (bulk + campaigns.size() - i - 1) / (campaigns.size() - i);
      int before = chosen.size();
      from(lane, share);
      bulk -= chosen.size() - before;
    }
  }

  private void from(long lane, int most) throws SQLException {
    int left = most - select(WAITING, ask.route, lane, most);
    for (String fallen : ask.fallen) {
      if (left > 0) {
        String served =
            String.join(
                " or ", ask.prefixes.stream().map(one -> "m.number like '" + one + "%'").toList());
        left -= select(STRANDED.formatted(ask.joining.word(), served), fallen, lane, left);
      }
    }
  }

  private int select(String sql, String route, long lane, int most) throws SQLException {
    if (most <= 0) {
      return 0;
    }
    int before = chosen.size();
    Map<Long, SmsText> texts = new HashMap<>();
    PreparedStatement query = KeptStatements.of(handle, sql);
    query.setString(1, route);
    query.setLong(2, lane);
    query.setLong(3, now.toEpochMilli());
    query.setInt(4, most);
    try (ResultSet row = query.executeQuery()) {
      while (row.next()) {
        chosen.add(segment(row, texts));
      }
    }
    return chosen.size() - before;
  }

  private static OutgoingSegment segment(ResultSet row, Map<Long, SmsText> texts)
      throws SQLException {
    long id = row.getLong(1);
    int part = row.getInt(2);
    Joining joining = Joining.of(row.getString(9));
    String words = row.getString(7);
    SmsText text = texts.get(id);
    if (text == null) {
      text = SmsText.of(words, joining);
      texts.put(id, text);
    }
    long until = row.getLong(10);
    return new OutgoingSegment(
        id,
        row.getLong(4),
        purpose(row.getLong(4), row.getString(5)),
        new PhoneNumber(row.getString(6)),
        text.submits().get(part - 1),
        joining,
        row.getInt(3) + 1,
        joining == Joining.PAYLOAD ? row.getInt(8) : 1,
        until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
        row.getInt(11) != 0);
  }

  static Purpose purpose(long campaign, String word) {
    if (campaign != 0) {
      return Purpose.BROADCAST;
    }
    return word.isEmpty() ? Purpose.SERVICE : Purpose.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Those that the gate lets through in time; the others wait for their hour, or stay for good.
  private List<OutgoingSegment> passing() {
    List<OutgoingSegment> inTime = new ArrayList<>(chosen.size());
    Set<Long> stopped = new HashSet<>(); // messages: no part goes without the first
    for (OutgoingSegment segment : chosen) {
      if (!segment.isLate(now)) {
        inTime.add(segment);
      } else if (stopped.add(segment.messageId())) {
        SegmentStore.expire(handle, segment.messageId(), now);
      }
    }
    List<Verdict> verdicts =
        gate.passAll(handle, inTime.stream().map(OutgoingSegment::errand).toList());
    List<OutgoingSegment> passing = new ArrayList<>(inTime.size());
    for (int i = 0; i < inTime.size(); i++) {
      OutgoingSegment segment = inTime.get(i);
      switch (verdicts.get(i)) {
        case Verdict.Open _ -> {
          if (!stopped.contains(segment.messageId())) {
            passing.add(segment);
          }
        }
        case Verdict.Closed closed -> {
          if (stopped.add(segment.messageId())) {
            passing.removeIf(one -> one.messageId() == segment.messageId());
            stay(segment, closed);
          }
        }
      }
    }
    return passing;
  }

  /// What its campaign has no money for waits. The gate has counted it for today all the same: at
  /// most a window's worth, when a campaign's money is spent.
  private void pay(List<OutgoingSegment> passing) {
    List<Broadcasts.Fare> fares =
        passing.stream()
            .filter(
                one -> one.campaignId() != 0 && one.segment().part() == 1 && one.attempts() == 1)
            .map(
                one ->
                    new Broadcasts.Fare(
                        one.messageId(),
                        one.campaignId(),
                        one.number(),
                        Math.max(one.units(), one.segment().parts())))
            .toList();
    if (!fares.isEmpty()) {
      Set<Long> unpaid = broadcasts.unpaid(handle, fares);
      passing.removeIf(one -> unpaid.contains(one.messageId()));
    }
  }

  private void stay(OutgoingSegment segment, Verdict.Closed closed) {
    closed
        .again()
        .ifPresentOrElse(
            later -> SegmentStore.postpone(handle, segment, later, now),
            () ->
                SegmentStore.stopped(
                    handle,
                    segment.messageId(),
                    RefusalName.GATE_CLOSED,
                    closed.reason().sentence(),
                    now));
  }

  private void mark(List<OutgoingSegment> passing) throws SQLException {
    PreparedStatement segments = KeptStatements.of(handle, MARK);
    PreparedStatement rest = KeptStatements.of(handle, MOVE_THE_REST);
    PreparedStatement messages = KeptStatements.of(handle, BEGIN);
    Set<Long> begun = new HashSet<>();
    for (OutgoingSegment segment : passing) {
      segments.setLong(1, now.toEpochMilli());
      segments.setInt(2, segment.attempts());
      segments.setString(3, ask.route);
      segments.setLong(4, segment.messageId());
      segments.setInt(5, segment.segment().part());
      segments.addBatch();
      if (begun.add(segment.messageId())) {
        messages.setLong(1, now.toEpochMilli());
        messages.setString(2, ask.route);
        messages.setLong(3, segment.messageId());
        messages.addBatch();
        if (segment.segment().parts() > 1) {
          rest.setLong(1, Lane.begun(segment.campaignId(), segment.purpose()));
          rest.setString(2, ask.route);
          rest.setLong(3, segment.messageId());
          rest.addBatch();
        }
      }
    }
    if (!passing.isEmpty()) {
      segments.executeBatch();
      messages.executeBatch();
      rest.executeBatch();
    }
  }
}
