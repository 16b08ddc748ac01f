package org.hamroh.ami;

import java.time.Duration;
import java.time.Instant;
import org.asteriskjava.manager.event.AbstractQueueMemberEvent;
import org.asteriskjava.manager.event.AgentCalledEvent;
import org.asteriskjava.manager.event.AgentCompleteEvent;
import org.asteriskjava.manager.event.AgentConnectEvent;
import org.asteriskjava.manager.event.AgentRingNoAnswerEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.FullyBootedEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.MusicOnHoldStartEvent;
import org.asteriskjava.manager.event.MusicOnHoldStopEvent;
import org.asteriskjava.manager.event.QueueCallerAbandonEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.QueueEntryEvent;
import org.asteriskjava.manager.event.QueueMemberAddedEvent;
import org.asteriskjava.manager.event.QueueMemberEvent;
import org.asteriskjava.manager.event.QueueMemberPauseEvent;
import org.asteriskjava.manager.event.QueueMemberRemovedEvent;
import org.asteriskjava.manager.event.QueueMemberStatusEvent;
import org.asteriskjava.manager.event.QueueStatusCompleteEvent;
import org.hamroh.ami.AmiEvent.Channel;
import org.hamroh.ami.AmiEvent.Device;
import org.hamroh.ami.AmiEvent.Leg;
import org.hamroh.ami.AmiEvent.Member;
import org.hamroh.ami.AmiEvent.Waiting;
import org.hamroh.ami.Arrival.Content;
import org.hamroh.ami.Arrival.Happened;
import org.hamroh.ami.Arrival.Part;
import org.jspecify.annotations.Nullable;

/// From the library's event to ours. Runs on the library's only dispatching thread, so it takes
/// microseconds and never waits. A value may be missing or hostile (a caller chooses part of it):
/// missing text becomes empty, missing numbers zero; the rooms decide what they can use.
final class EventCopy {

  private EventCopy() {}

  /// Nothing when it is an event that we have no use for.
  static @Nullable Arrival of(ManagerEvent event, Instant at) {
    return switch (event) {
      case QueueCallerJoinEvent e ->
          new Happened(
              new AmiEvent.QueueCallerJoin(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  number(e.getPosition())));
      case QueueCallerAbandonEvent e ->
          new Happened(
              new AmiEvent.QueueCallerAbandon(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage())));
      case QueueCallerLeaveEvent e ->
          new Happened(
              new AmiEvent.QueueCallerLeave(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage())));
      case AgentCalledEvent e ->
          new Happened(
              new AmiEvent.AgentCalled(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  device(e.getInterface()),
                  text(e.getDestChannel())));
      case AgentConnectEvent e ->
          new Happened(
              new AmiEvent.AgentConnect(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  device(e.getInterface()),
                  text(e.getDestChannel())));
      case AgentRingNoAnswerEvent e ->
          new Happened(
              new AmiEvent.AgentRingNoAnswer(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  device(e.getInterface())));
      case AgentCompleteEvent e ->
          new Happened(
              new AmiEvent.AgentComplete(
                  at,
                  text(e.getQueue()),
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  device(e.getInterface()),
                  text(e.getReason())));
      case QueueMemberStatusEvent e ->
          new Happened(new AmiEvent.QueueMemberChanged(at, member(e, e.getInterface())));
      case QueueMemberEvent e ->
          part(e.getActionId(), new Content.OneMember(member(e, e.getLocation())));
      case QueueMemberPauseEvent e ->
          new Happened(
              new AmiEvent.QueueMemberChanged(
                  at,
                  member(
                      e,
                      e.getStatus(),
                      e.getPaused(),
                      e.getPausedreason(),
                      e.getIncall(),
                      e.getLastpause(),
                      e.getPenalty())));
      case QueueMemberAddedEvent e ->
          new Happened(
              new AmiEvent.QueueMemberChanged(
                  at,
                  member(
                      e,
                      e.getStatus(),
                      e.getPaused(),
                      e.getPausedReason(),
                      0,
                      null,
                      e.getPenalty())));
      case QueueMemberRemovedEvent e ->
          new Happened(
              new AmiEvent.QueueMemberRemoved(at, text(e.getQueue()), device(e.getInterface())));
      case DtmfEndEvent e ->
          e.isReceived()
              ? new Happened(
                  new AmiEvent.KeyPressed(
                      at,
                      leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                      text(e.getDigit())))
              : null;
      case MusicOnHoldStartEvent e ->
          new Happened(
              new AmiEvent.MusicStarted(
                  at,
                  leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage()),
                  text(e.getClassName())));
      case MusicOnHoldStopEvent e ->
          new Happened(
              new AmiEvent.MusicStopped(
                  at, leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage())));
      case BridgeEnterEvent e ->
          new Happened(
              new AmiEvent.BridgeEntered(
                  at, leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage())));
      case HangupEvent e ->
          new Happened(
              new AmiEvent.Hangup(
                  at, leg(e.getChannel(), e.getUniqueId(), e.getLinkedId(), e.getLanguage())));
      case QueueEntryEvent e ->
          part(
              e.getActionId(),
              new Content.OneWaiting(
                  new Waiting(
                      text(e.getQueue()),
                      number(e.getPosition()),
                      number(e.getPriority()),
                      text(e.getUniqueId()),
                      text(e.getChannel()),
                      Duration.ofSeconds(e.getWait() == null ? 0 : e.getWait()))));
      case CoreShowChannelEvent e ->
          part(
              e.getActionId(),
              new Content.OneChannel(
                  new Channel(
                      leg(e.getChannel(), e.getUniqueid(), e.getLinkedid(), e.getLanguage()),
                      text(e.getApplication()),
                      text(e.getApplicationdata()),
                      text(e.getBridgeid()),
                      age(text(e.getDuration())))));
      case CoreShowChannelsCompleteEvent e -> part(e.getActionId(), new Content.ChannelsDone());
      case QueueStatusCompleteEvent e -> part(e.getActionId(), new Content.QueuesDone());
      case FullyBootedEvent e -> new Arrival.FullyBooted();
      default -> null;
    };
  }

  private static Part part(@Nullable String question, Content content) {
    return new Part(text(question), content);
  }

  private static Leg leg(
      @Nullable String channel,
      @Nullable String uniqueId,
      @Nullable String linkedId,
      @Nullable String language) {
    return new Leg(text(channel), text(uniqueId), text(linkedId), text(language));
  }

  private static Member member(QueueMemberEvent e, @Nullable String device) {
    return new Member(
        text(e.getQueue()),
        device(device),
        name(e.getMemberName() == null ? e.getName() : e.getMemberName(), device),
        Device.of(e.getStatus()),
        Boolean.TRUE.equals(e.getPaused()),
        text(e.getPausedreason()),
        number(e.getIncall()) > 0,
        second(e.getLastPause()),
        number(e.getPenalty()));
  }

  private static Member member(
      AbstractQueueMemberEvent e,
      @Nullable Integer status,
      @Nullable Boolean paused,
      @Nullable String reason,
      @Nullable Integer inCall,
      @Nullable Long pausedAt,
      @Nullable Integer penalty) {
    return new Member(
        text(e.getQueue()),
        device(e.getInterface()),
        name(e.getMemberName(), e.getInterface()),
        Device.of(status),
        Boolean.TRUE.equals(paused),
        text(reason),
        number(inCall) > 0,
        second(pausedAt),
        number(penalty));
  }

  /// A mobile's interface is `Local/op1@on-call/n`; its legs are called `Local/op1@on-call-…`.
  private static String device(@Nullable String name) {
    String device = text(name);
    return device.startsWith("Local/") && device.endsWith("/n")
        ? device.substring(0, device.length() - 2)
        : device;
  }

  private static String name(@Nullable String name, @Nullable String device) {
    return name == null || name.isEmpty() ? device(device) : name;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static int number(@Nullable Integer value) {
    return value == null ? 0 : value;
  }

  private static @Nullable Instant second(@Nullable Long epochSecond) {
    return epochSecond == null || epochSecond <= 0 ? null : Instant.ofEpochSecond(epochSecond);
  }

  /// `00:01:05`; hours may have more than two digits.
  private static Duration age(String duration) {
    String[] parts = duration.split(":", -1);
    if (parts.length != 3) {
      return Duration.ZERO;
    }
    try {
      return Duration.ofHours(Long.parseLong(parts[0]))
          .plusMinutes(Long.parseLong(parts[1]))
          .plusSeconds(Long.parseLong(parts[2]));
    } catch (NumberFormatException e) {
      return Duration.ZERO; // an age that cannot be read is shown as new
    }
  }
}
