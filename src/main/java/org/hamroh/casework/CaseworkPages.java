package org.hamroh.casework;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.hamroh.call.CallRecord;
import org.hamroh.call.CallRecords;
import org.hamroh.caller.CallerFlags;
import org.hamroh.caller.CallerProfiles;
import org.hamroh.caller.CallerRoutes;
import org.hamroh.caller.NumberBook;
import org.hamroh.casework.contact.ContactRecord;
import org.hamroh.casework.contact.ContactRecords;
import org.hamroh.casework.contact.ContactRoutes;
import org.hamroh.casework.contact.Content;
import org.hamroh.casework.form.Choice;
import org.hamroh.casework.form.ContactForm;
import org.hamroh.casework.form.FormShelf;
import org.hamroh.phone.CallerKey;
import org.hamroh.web.Refusal;
import org.hamroh.web.Reply;
import org.hamroh.web.Request;
import org.hamroh.web.Routes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The panels of the console about a call (`/panels/casework/record`, `/panels/casework/caller`),
/// and the pages on which the same stands alone.
public final class CaseworkPages implements Routes {

  /// Earlier contacts beside a call; the page of the caller has more.
  private static final int LAST_CONTACTS = 5;

  private static final int CONTACTS_ON_PAGE = 50;
  private static final int CALLS_ON_PAGE = 20;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ContactRecords records;
  private final ContactRoutes routes;
  private final FormShelf forms;
  private final CallRecords calls;
  private final NumberBook book;
  private final CallerProfiles profiles;
  private final CallerFlags flags;
  private final CallerRoutes callers;
  private final WrapUps wrapUps;
  private final UnaryOperator<String> nameOf;
  private final Clock clock;

  /// @param routes  answers the list's questions
  /// @param callers sets flags and unmasks, as over the API
  /// @param nameOf  a login's name as colleagues know it
  /// @param clock   in the site's zone
  public CaseworkPages(
      ContactRecords records,
      ContactRoutes routes,
      FormShelf forms,
      CallRecords calls,
      NumberBook book,
      CallerProfiles profiles,
      CallerFlags flags,
      CallerRoutes callers,
      WrapUps wrapUps,
      UnaryOperator<String> nameOf,
      Clock clock) {
    this.records = records;
    this.routes = routes;
    this.forms = forms;
    this.calls = calls;
    this.book = book;
    this.profiles = profiles;
    this.flags = flags;
    this.callers = callers;
    this.wrapUps = wrapUps;
    this.nameOf = nameOf;
    this.clock = clock;
  }

  @Override
  public void mount(Mount mount) {
    mount.get("/panels/casework/record", ContactRoutes.WRITERS, this::recordPanel);
    mount.get("/panels/casework/caller", ContactRoutes.WRITERS, this::callerPanel);
    mount.get("/panels/casework/wrapup", ContactRoutes.WRITERS, this::wrapUp);
    mount.get("/casework/reasons/{version}", ContactRoutes.WRITERS, this::reasons);
    mount.get("/records", ContactRoutes.WRITERS, this::list);
    mount.get("/records/new", ContactRoutes.WRITERS, this::begin);
    mount.get("/records/{id}", ContactRoutes.WRITERS, this::show);
    mount.get("/callers/{key}", CallerRoutes.CARE, request -> callerPage(request, ""));
    mount.post("/callers/{key}/flags", CallerRoutes.CARE, this::setFlag);
    mount.post("/callers/{key}/flags/{id}/lift", CallerRoutes.CARE, this::liftFlag);
    mount.post("/callers/{key}/number", CallerRoutes.UNMASKERS, this::unmask);
  }

  private Reply recordPanel(Request request) {
    CallRecord call = call(request);
    return Reply.page(
        "casework/record.jte", Map.of("record", record(call.call().value(), call, "", request)));
  }

  private CallRecord call(Request request) {
    return calls.find(request.query("call").orElse("")).orElseThrow(() -> Refusal.notFound("call"));
  }

  private Reply begin(Request request) {
    ContactForm form = forms.current();
    String id = request.query("id").filter(one -> one.matches("w-[0-9a-f]{16}")).orElse("");
    if (id.isEmpty()) {
      // In the address, so that a reload finds the draft again.
      return new Reply.Redirect("/records/new?id=" + ContactRecords.newId());
    }
    String channel =
        form.channels().stream().filter(Choice::offered).findFirst().map(Choice::id).orElse("");
    return recordPage(record(id, null, channel, request));
  }

  private Reply show(Request request) {
    String id = request.path("id");
    Optional<CallRecord> call = calls.find(id);
    if (call.isEmpty() && records.find(id).isEmpty()) {
      throw Refusal.notFound("record");
    }
    return recordPage(record(id, call.orElse(null), "", request));
  }

  private static Reply recordPage(PanelView.Record record) {
    return Reply.page("casework/page.jte", Map.of("record", record));
  }

  private PanelView.Record record(
      String id, @Nullable CallRecord call, String channel, Request request) {
    String by = request.principal().name();
    Optional<ContactRecord> there = records.read(id, by);
    ContactForm form = there.map(one -> forms.of(one.formVersion())).orElseGet(forms::current);
    Content content = there.map(ContactRecord::content).orElseGet(() -> proposed(form, call));
    return new PanelView.Record(
        id,
        call != null,
        there.map(ContactRecord::channel).orElse(call == null ? channel : ContactRecord.CALL),
        form,
        there.map(ContactRecord::version).orElse(0L),
        content,
        JSON.writeValueAsString(content),
        there.flatMap(ContactRecord::saved),
        there.filter(one -> !one.content().nextOn().isEmpty() && one.done().isEmpty()).isPresent(),
        records.copyKey(id, by),
        records.asides(id).stream()
            .map(
                one ->
                    new ContactRecord.Aside(
                        one.page(),
                        one.content(),
                        new ContactRecord.Deed(
                            nameOf.apply(one.written().by()), one.written().at())))
            .toList());
  }

  /// What the call and earlier contacts tell already; the operator looks over it.
  private Content proposed(ContactForm form, @Nullable CallRecord call) {
    Map<String, String> values = new TreeMap<>();
    if (call != null) {
      if (call.caller() != null) {
        profiles.of(call.caller()).forEach((field, value) -> put(form, values, field, value));
      }
      put(
          form,
          values,
          ContactForm.LANGUAGE,
          switch (call.language()) {
            case "tg" -> "tajik";
            case "ru" -> "russian";
            default -> "";
          });
      put(
          form,
          values,
          "calling-from",
          call.country().isEmpty()
              ? ""
              : call.country().equals("TJ") ? "in-tajikistan" : "from-abroad");
    }
    return new Content("", List.of(), values, "", "", "");
  }

  private static void put(
      ContactForm form, Map<String, String> values, String field, String value) {
    if (form.field(field).flatMap(one -> one.choice(value)).isPresent()) {
      values.put(field, value);
    }
  }

  /// One reason for the search by typing.
  ///
  /// @param words by which it is found: its label and its group's, in all languages
  record ReasonLine(String id, String label, String group, String words) {}

  private Reply reasons(Request request) {
    String version = request.path("version");
    ContactForm form = forms.of(version.matches("[0-9]{1,6}") ? Long.parseLong(version) : 0);
    String language = request.language();
    List<ReasonLine> lines = new ArrayList<>();
    for (ContactForm.ReasonGroup group : form.reasons()) {
      for (Choice one : group.children()) {
        if (group.offered() && one.offered()) {
          lines.add(
              new ReasonLine(
                  one.id(),
                  one.label().in(language),
                  group.label().in(language),
                  String.join(
                      " ",
                      one.label().tg(),
                      one.label().ru(),
                      one.label().en(),
                      group.label().tg(),
                      group.label().ru(),
                      group.label().en())));
        }
      }
    }
    return Reply.json(lines);
  }

  private Reply wrapUp(Request request) {
    return Reply.page(
        "casework/wrapup.jte",
        Map.of(
            "wrapUp",
            new PanelView.WrapUp(
                wrapUps
                    .endsAt(request.principal().name())
                    .map(end -> Duration.between(clock.instant(), end))
                    .filter(Duration::isPositive))));
  }

  private Reply callerPanel(Request request) {
    CallRecord call = call(request);
    return Reply.page(
        "casework/caller.jte",
        Map.of(
            "caller",
            Optional.ofNullable(call.caller())
                .map(key -> caller(key, request, LAST_CONTACTS, call.call().value())),
            "country",
            call.country()));
  }

  private Reply callerPage(Request request, String number) {
    CallerKey key = CallerRoutes.key(request);
    return Reply.page(
        "casework/callerpage.jte",
        Map.of("caller", caller(key, request, CONTACTS_ON_PAGE, ""), "whole", number));
  }

  private PanelView.Caller caller(CallerKey key, Request request, int contacts, String butNot) {
    ContactForm form = forms.current();
    String language = request.language();
    List<CallRecord> past = calls.ofCaller(key, CALLS_ON_PAGE);
    Map<String, String> profile = new LinkedHashMap<>();
    profiles
        .of(key)
        .forEach(
            (id, value) ->
                form.field(id)
                    .ifPresent(
                        field ->
                            profile.put(
                                field.label().in(language),
                                ContactForm.name(field.choices(), value, language))));
    return new PanelView.Caller(
        key.hex(),
        book.masked(key).orElse(""),
        past.isEmpty() ? "" : past.getFirst().country(),
        profile,
        flags.of(key).stream()
            .map(
                flag ->
                    new PanelView.FlagLine(
                        flag,
                        form.flag(flag.flag())
                            .map(one -> one.label().in(language))
                            .orElse(flag.flag()),
                        flag.expiresAt()))
            .toList(),
        form,
        records.ofCaller(key, contacts + 1).stream()
            .filter(one -> !one.id().equals(butNot))
            .limit(contacts)
            .map(one -> past(ContactRoutes.Line.of(one), one.formVersion(), language))
            .toList(),
        past.stream().filter(one -> !one.call().value().equals(butNot)).toList());
  }

  private PanelView.PastContact past(ContactRoutes.Line line, long formVersion, String language) {
    ContactForm form = forms.of(formVersion);
    return new PanelView.PastContact(
        line.id(),
        line.createdAt(),
        form.callType(line.callType()).map(type -> type.label().in(language)).orElse(""),
        line.reasons().stream()
            .map(id -> form.reason(id).map(one -> one.label().in(language)).orElse(id))
            .toList(),
        ContactForm.name(form.dispositions(), line.disposition(), language),
        line.nextOn());
  }

  private Reply setFlag(Request request) {
    callers.set(request, request.form("flag").orElse(""), Optional.empty());
    return flagsPiece(request);
  }

  private Reply liftFlag(Request request) {
    callers.lift(request);
    return flagsPiece(request);
  }

  private Reply flagsPiece(Request request) {
    return Reply.page(
        "casework/flags.jte",
        Map.of("caller", caller(CallerRoutes.key(request), request, LAST_CONTACTS, "")));
  }

  private Reply unmask(Request request) {
    return callerPage(request, callers.unmasked(request, request.form("reason").orElse("")));
  }

  private Reply list(Request request) {
    String language = request.language();
    ContactRoutes.Page page = routes.page(request);
    Map<String, String> writers = new TreeMap<>();
    page.records().forEach(line -> writers.put(line.id(), nameOf.apply(line.createdBy())));
    String reason = request.query("reason").orElse("");
    String from = request.query("from").orElse("");
    String to = request.query("to").orElse("");
    return Reply.page(
        "casework/list.jte",
        Map.of(
            "listing",
            new PanelView.Listing(
                page.records().stream()
                    .map(line -> past(line, forms.current().version(), language))
                    .toList(),
                writers,
                forms.current(),
                reason,
                from,
                to,
                page.next() == null
                    ? ""
                    : "/records?reason="
                        + encode(reason)
                        + "&from="
                        + encode(from)
                        + "&to="
                        + encode(to)
                        + "&cursor="
                        + encode(page.next()))));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
