package org.hamroh.contact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hamroh.directory.PlaceTree;
import org.hamroh.store.Database;
import org.hamroh.web.Refusal;
import org.hamroh.web.Request;
import org.jspecify.annotations.Nullable;

/// The fields that choose an audience: `contact/audience.jte` shows them in any form, here they are
/// read again. A choice of several is one box each (`tag-wages`), or words with commas in a query
/// (`tag=wages,women`).
public final class FilterForm {

  private static final List<String> COUNTRIES = List.of("TJ", "RU", "KZ");
  private static final int MOST_CAMPAIGNS = 20;
  private static final int MOST_DAYS = 3_650;
  private static final int MOST_PEOPLE = 1_000_000;

  private final Database database;
  private final List<String> languages;
  private final ZoneId zone;

  /// @param languages of the site
  /// @param zone      of the days that are chosen
  public FilterForm(Database database, List<String> languages, ZoneId zone) {
    this.database = database;
    this.languages = List.copyOf(languages);
    this.zone = zone;
  }

  /// What there is to choose from, and what is chosen.
  ///
  /// @param from      the day of `contactFrom`, empty when there is none
  /// @param campaigns the latest
  public record View(
      ContactFilter filter,
      List<String> languages,
      List<String> countries,
      List<PlaceTree.Line> places,
      List<String> ages,
      List<String> tags,
      List<Sent> campaigns,
      String from,
      String to) {

    public String place() {
      return filter.places().stream().findFirst().orElse("");
    }

    public String heard() {
      return filter.heard() == null ? "" : filter.heard() ? "yes" : "no";
    }

    public boolean lacks(String tag) {
      return filter.withoutTags().contains(tag);
    }

    public boolean excludes(Sent campaign) {
      return filter.notCampaigns().contains(campaign.id());
    }

    public String number(@Nullable Integer number) {
      return number == null ? "" : number.toString();
    }
  }

  /// A campaign that somebody may have got.
  public record Sent(long id, String name) {}

  public View view(ContactFilter filter) {
    return database.read(
        handle ->
            new View(
                filter,
                languages,
                COUNTRIES,
                PlaceTree.ofSource().lines(),
                Arrays.stream(AgeGroup.values()).map(AgeGroup::word).toList(),
                ContactStore.tags(handle),
                handle
                    .createQuery(
                        "select id, name from campaign where started_at is not null"
                            + " order by id desc limit :most")
                    .bind("most", MOST_CAMPAIGNS)
                    .map((row, context) -> new Sent(row.getLong(1), row.getString(2)))
                    .list(),
                day(filter.contactFrom()),
                day(filter.contactTo())));
  }

  private String day(@Nullable Instant at) {
    return at == null ? "" : LocalDate.ofInstant(at, zone).toString();
  }

  /// Every name that a field may have now.
  List<String> names() {
    View all = view(ContactFilter.EVERYBODY);
    List<String> names =
        new ArrayList<>(
            List.of(
                "language",
                "country",
                "place",
                "tag",
                "sex",
                "age",
                "contactFrom",
                "contactTo",
                "heard",
                "withoutTag",
                "notCampaign",
                "silentDays",
                "sample"));
    languages.forEach(one -> names.add("language-" + one));
    COUNTRIES.forEach(one -> names.add("country-" + one));
    all.ages.forEach(one -> names.add("age-" + one));
    all.tags.forEach(one -> names.add("tag-" + one));
    all.tags.forEach(one -> names.add("withoutTag-" + one));
    all.campaigns.forEach(one -> names.add("notCampaign-" + one.id));
    return names;
  }

  /// What the form's fields, or the address' query, choose.
  ///
  /// @throws Refusal 400 with the field that cannot be read
  public ContactFilter read(Request request) {
    return read(name -> request.form(name).or(() -> request.query(name)).map(String::strip));
  }

  private ContactFilter read(Function<String, Optional<String>> field) {
    View all = view(ContactFilter.EVERYBODY);
    return new ContactFilter(
        chosen(field, "language", languages),
        chosen(field, "country", COUNTRIES),
        chosen(field, "place", List.of()),
        chosen(field, "tag", all.tags),
        chosen(field, "sex", List.of("f", "m")),
        chosen(field, "age", all.ages),
        from(field, "contactFrom"),
        from(field, "contactTo"),
        word(field, "heard").map("yes"::equals).orElse(null),
        chosen(field, "withoutTag", all.tags),
        chosen(field, "notCampaign", all.campaigns.stream().map(one -> one.id + "").toList())
            .stream()
            .map(FilterForm::id)
            .collect(Collectors.toSet()),
        number(field, "silentDays", MOST_DAYS),
        number(field, "sample", MOST_PEOPLE),
        null,
        null);
  }

  private static Optional<String> word(Function<String, Optional<String>> field, String name) {
    return field.apply(name).filter(text -> !text.isEmpty());
  }

  private static Set<String> chosen(
      Function<String, Optional<String>> field, String name, Collection<String> options) {
    Set<String> chosen = new TreeSet<>();
    word(field, name)
        .ifPresent(
            text ->
                Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .forEach(chosen::add));
    options.stream().filter(one -> word(field, name + "-" + one).isPresent()).forEach(chosen::add);
    return chosen;
  }

  private static Long id(String text) {
    if (!text.matches("[0-9]{1,15}")) {
      throw new Refusal(400, "notCampaign is " + text + "; give the number of a campaign.");
    }
    return Long.valueOf(text);
  }

  private @Nullable Instant from(Function<String, Optional<String>> field, String name) {
    return word(field, name)
        .map(
            text ->
                RowReader.day(text)
                    .orElseThrow(
                        () ->
                            new Refusal(
                                400, name + " is " + text + "; write the day as 2026-03-31.")))
        .map(day -> day.atStartOfDay(zone).toInstant())
        .orElse(null);
  }

  private static @Nullable Integer number(
      Function<String, Optional<String>> field, String name, int most) {
    Optional<String> text = word(field, name);
    if (text.isEmpty()) {
      return null;
    }
    if (!text.get().matches("[0-9]{1,8}")
        || Integer.parseInt(text.get()) < 1
        || Integer.parseInt(text.get()) > most) {
      throw new Refusal(
          400, name + " is " + text.get() + "; give a number from 1 to " + most + ".");
    }
    return Integer.valueOf(text.get());
  }
}
