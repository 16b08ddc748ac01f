package org.hamroh.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which contacts are meant: those that fit every part that is given, one value of a set being
/// enough. All empty means everybody. It is kept as JSON with each campaign; a part that is missing
/// there is empty.
///
/// @param places      ids of the list of places, each with all that lies in it, or words as they
///                    stood in a list
/// @param sexes       `f`, `m`
/// @param ages        words of [AgeGroup]
/// @param contactFrom the last call or text of theirs is not older
/// @param contactTo   they have not called or written since, or never
/// @param heard       true: who has listened to a campaign; false: who has listened to none
/// @param withoutTags who has one of these is not meant
/// @param notCampaigns who got one of these campaigns is not meant
/// @param silentDays  who got any text of a campaign in so many days is not meant
/// @param sample      only so many of those who can be reached, drawn by chance and always the same
/// @param asOf        from when ages and days are reckoned; absent: from now
/// @param drawnTo     the last lot that was drawn for the sample; absent: not drawn yet
public record ContactFilter(
    Set<String> languages,
    Set<String> countries,
    Set<String> places,
    Set<String> tags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> sexes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> ages,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant contactFrom,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant contactTo,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean heard,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> withoutTags,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<Long> notCampaigns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer silentDays,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer sample,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant asOf,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long drawnTo) {

  public static final ContactFilter EVERYBODY =
      new ContactFilter(Set.of(), Set.of(), Set.of(), Set.of());

  /// The four parts that most campaigns use.
  public ContactFilter(
      Set<String> languages, Set<String> countries, Set<String> places, Set<String> tags) {
    this(
        languages, countries, places, tags, Set.of(), Set.of(), null, null, null, Set.of(),
        Set.of(), null, null, null, null);
  }

  public ContactFilter {
    languages = sorted(languages);
    countries = sorted(countries);
    places = sorted(places);
    tags = sorted(tags);
    sexes = sorted(sexes);
    ages = sorted(ages);
    withoutTags = sorted(withoutTags);
    notCampaigns = sorted(notCampaigns);
  }

  /// The same people, as far as they read this language.
  public ContactFilter in(String language) {
    return new ContactFilter(
        Set.of(language),
        countries,
        places,
        tags,
        sexes,
        ages,
        contactFrom,
        contactTo,
        heard,
        withoutTags,
        notCampaigns,
        silentDays,
        sample,
        asOf,
        drawnTo);
  }

  /// The same, with days reckoned from a moment and the sample's lots drawn.
  ///
  /// @param lot absent: there is no sample
  ContactFilter settled(Instant moment, @Nullable Long lot) {
    return new ContactFilter(
        languages,
        countries,
        places,
        tags,
        sexes,
        ages,
        contactFrom,
        contactTo,
        heard,
        withoutTags,
        notCampaigns,
        silentDays,
        sample,
        moment,
        lot);
  }

  /// The same without the drawing of lots.
  ContactFilter withoutSample() {
    return new ContactFilter(
        languages,
        countries,
        places,
        tags,
        sexes,
        ages,
        contactFrom,
        contactTo,
        heard,
        withoutTags,
        notCampaigns,
        silentDays,
        null,
        asOf,
        null);
  }

  /// Only what they heard and got.
  ContactFilter onlyPast() {
    return new ContactFilter(
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        null,
        null,
        heard,
        Set.of(),
        notCampaigns,
        silentDays,
        null,
        asOf,
        null);
  }

  /// JSON that was written before a part existed has null there.
  private static <T extends Comparable<T>> Set<T> sorted(@Nullable Set<T> values) {
    return values == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(values));
  }
}
