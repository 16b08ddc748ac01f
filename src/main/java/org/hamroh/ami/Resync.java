package org.hamroh.ami;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.ami.AmiEvent.Resynced;
import org.hamroh.ami.AmiEvent.Waiting;
import org.hamroh.ami.Arrival.Content;
import org.hamroh.ami.Arrival.Happened;
import org.hamroh.ami.Arrival.Part;

/// Makes one picture of the many lines that answer `CoreShowChannels` and `QueueStatus`.
///
/// Events that arrive between the first and the last line are newer than the first and older than
/// nothing: they are held back and told after the picture. Told twice they do no harm, told too
/// early they would be undone by it. Used by one thread.
final class Resync {

  /// Lines and events held for one picture: 600 calls and ten queues make some 2,000. Past it the
  /// picture is given up, and the next one (10 s later) has to do.
  private static final int MAX_HELD = 20_000;

  /// An answer takes milliseconds; one that is not whole by now never will be, and events must not
  /// wait for it.
  private static final Duration MAX_TIME = Duration.ofSeconds(2);

  private final Runnable askAgain;
  private Instant begun = Instant.EPOCH;
  private String question = "";
  private String over = "";
  private boolean whole = true;
  private boolean channelsDone;
  private boolean queuesDone;
  private final List<Channel> channels = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<AmiEvent> held = new ArrayList<>();

  /// @param askAgain called when a picture lacked something
  Resync(Runnable askAgain) {
    this.askAgain = askAgain;
  }

  /// What may be told now, in this order.
  List<AmiEvent> take(Arrival arrival, Instant now) {
    return switch (arrival) {
      case Happened happened -> happened(happened.event(), now);
      case Part part -> part(part, now);
      case Arrival.FullyBooted booted -> List.of();
    };
  }

  /// An arrival was lost: the picture in the making, or the next one, may lack it.
  void spoil() {
    whole = false;
  }

  private List<AmiEvent> happened(AmiEvent event, Instant now) {
    if (question.isEmpty()) {
      return List.of(event);
    }
    held.add(event);
    boolean tooLong = now.isAfter(begun.plus(MAX_TIME)) || now.isBefore(begun);
    if (event instanceof AmiEvent.Lost || tooLong || tooMuch()) {
      return finish();
    }
    return List.of();
  }

  private List<AmiEvent> part(Part part, Instant now) {
    if (part.question().isEmpty() || part.question().equals(over)) {
      return List.of(); // somebody else's question, or the rest of one that was given up
    }
    List<AmiEvent> told = new ArrayList<>();
    if (!part.question().equals(question)) {
      told.addAll(finish());
      question = part.question();
      begun = now;
    }
    switch (part.content()) {
      case Content.OneChannel one -> channels.add(one.channel());
      case Content.OneMember one -> members.add(one.member());
      case Content.OneWaiting one -> waiting.add(one.waiting());
      case Content.ChannelsDone done -> channelsDone = true;
      case Content.QueuesDone done -> queuesDone = true;
    }
    if (channelsDone && queuesDone) {
      if (whole) {
        told.add(
            new Resynced(now, List.copyOf(channels), List.copyOf(members), List.copyOf(waiting)));
      } else {
        askAgain.run();
      }
      told.addAll(finish());
    } else if (tooMuch()) {
      told.addAll(finish());
    }
    return told;
  }

  private List<AmiEvent> finish() {
    List<AmiEvent> told = List.copyOf(held);
    over = question;
    question = "";
    whole = true;
    channelsDone = false;
    queuesDone = false;
    channels.clear();
    members.clear();
    waiting.clear();
    held.clear();
    return told;
  }

  private boolean tooMuch() {
    return held.size() + channels.size() + members.size() + waiting.size() > MAX_HELD;
  }
}
