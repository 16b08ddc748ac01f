package org.hamroh.call;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names one call from its first ring to the end of its last leg: Asterisk's `linkedid`, which is
/// the uniqueid of the caller's own leg, such as `hamroh-1763769600.12`. So a call that the server
/// never saw has the same name in the PBX's files.
public record CallId(String value) {

  /// How the names of legs begin that are rung into a talk.
  public static final String TALK_LEG = "talk-";

  private static final String PROOF = "hamroh-proof-";
  private static final String PRACTICE = "hamroh-practice-";
  private static final String OUT = "hamroh-out";
  private static final Pattern CALLBACK =
      Pattern.compile("hamroh-back([0-9]{1,18})-[0-9]{9,11}\\.[0-9]+");
  private static final Pattern CAMPAIGN =
      Pattern.compile("hamroh-ring([0-9]{1,18})-[0-9]{9,11}\\.[0-9]+");
  private static final Pattern SECONDS = Pattern.compile("(?:.*-)?([0-9]{9,11})\\.[0-9]+");

  public CallId {
    if (!value.matches("[A-Za-z0-9._-]{1,80}")) {
      throw new IllegalArgumentException("a call id has 1 to 80 letters, digits, dots or hyphens");
    }
  }

  /// The call that we make, named before it exists.
  ///
  /// @param callback the call back that it is for
  /// @param nth      its attempt, from 1
  public static CallId ofCallback(long callback, Instant at, int nth) {
    return new CallId("hamroh-back" + callback + "-" + at.getEpochSecond() + "." + nth);
  }

  /// The call that a campaign makes, named before it exists.
  ///
  /// @param id  of the person's place in the campaign
  /// @param nth its attempt, from 1
  public static CallId ofCampaign(long id, Instant at, int nth) {
    return new CallId("hamroh-ring" + id + "-" + at.getEpochSecond() + "." + nth);
  }

  /// The person's place in the campaign that makes this call; empty when it is no such call.
  public OptionalLong campaign() {
    Matcher ours = CAMPAIGN.matcher(value);
    return ours.matches() ? OptionalLong.of(Long.parseLong(ours.group(1))) : OptionalLong.empty();
  }

  /// Whether the dialers have rung the person: a call back, or a campaign's.
  public boolean weRang() {
    return callback().isPresent() || campaign().isPresent();
  }

  /// The call that the line makes to itself through the carrier, named before it exists.
  public static CallId ofProof(Instant at, int nth) {
    return new CallId(PROOF + at.getEpochSecond() + "." + nth);
  }

  /// A practice call to somebody of the staff, named before it exists.
  ///
  /// @param nth at random: no other call of this second has it
  public static CallId ofPractice(Instant at, int nth) {
    return new CallId(PRACTICE + at.getEpochSecond() + "." + nth);
  }

  /// The call that an operator makes to a person, named before it exists: the person's leg.
  ///
  /// @param nth at random, of nine digits: no other call of this second has it
  public static CallId ofOperator(Instant at, int nth) {
    return new CallId(OUT + nth + "-" + at.getEpochSecond() + ".1");
  }

  /// Whether an operator has called the person, and not the person us.
  public boolean isOut() {
    return value.startsWith(OUT);
  }

  /// Whether the line makes this call to itself, out through the carrier.
  public boolean isProof() {
    return value.startsWith(PROOF);
  }

  /// The call back that this call is; empty when the person rang us. Whom we rang pays nothing.
  public OptionalLong callback() {
    Matcher ours = CALLBACK.matcher(value);
    return ours.matches() ? OptionalLong.of(Long.parseLong(ours.group(1))) : OptionalLong.empty();
  }

  /// Whether this is a leg that was rung to join somebody's talk, and no call of its own.
  public boolean isTalkLeg() {
    return value.startsWith(TALK_LEG);
  }

  /// The room in which this call's talk goes on, as the dialplan wants it: digits and hyphens.
  public String room() {
    return value.replaceAll("[^0-9]+", "-").replaceFirst("^-", "");
  }

  /// When the call began, to the second: Asterisk writes it into the id. Nothing for an id that was
  /// made elsewhere.
  public Optional<Instant> startedAt() {
    Matcher seconds = SECONDS.matcher(value);
    return seconds.matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds.group(1))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
